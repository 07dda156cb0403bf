// The graph model in the browser: the definitions of parley.analysis.stability over all codes of at most 2^12 states.
// A state is a code: bit b is set when option b is taken.
const Parley = (() => {
  "use strict";
  const CONCEPTS = ["nash", "gmr", "smr", "seq", "sseq", "sim"];

  // "if" and "iff" bind loosest, then "or", then "and", then "not"; names with spaces stand in double quotes.
  function parse(formula, bits) {
    const tokens = formula.match(/\(|\)|"[^"]*"|[^\s()"]+/g) ?? [];
    const joins = [
      { if: (a, b) => (s) => a(s) || !b(s), iff: (a, b) => (s) => a(s) === b(s) },
      { or: (a, b) => (s) => a(s) || b(s) },
      { and: (a, b) => (s) => a(s) && b(s) },
    ];
    let place = 0;
    function joined(level) {
      if (level === joins.length) return single();
      let value = joined(level + 1);
      while (Object.hasOwn(joins[level], tokens[place] ?? "")) {
        const join = joins[level][tokens[place++]];
        value = join(value, joined(level + 1));
      }
      return value;
    }
    function single() {
      const word = tokens[place++];
      if (word === "not") {
        const inner = single();
        return (s) => !inner(s);
      }
      if (word === "(") {
        const inner = joined(0);
        place++;
        return inner;
      }
      const bit = bits.get(word.replaceAll('"', ""));
      return (s) => Boolean((s >> bit) & 1);
    }
    return joined(0);
  }

  // The model made ready: owners' masks, what is feasible, payoffs (higher is better) for every decision maker.
  function graph(model) {
    const size = 1 << model.options.length;
    const bits = new Map(model.options.map((o, b) => [o.name, b]));
    const masks = model.makers.map((_, m) => model.options.reduce((mask, o, b) => (o.owner === m ? mask | (1 << b) : mask), 0));
    const of = (direction) => model.options.reduce((mask, o, b) => (o.direction === direction ? mask | (1 << b) : mask), 0);
    const matches = (patterns) => {
      const found = new Uint8Array(size);
      for (const pattern of patterns)
        for (let s = 0; s < size; s++) if (pattern.every(([name, yes]) => Boolean((s >> bits.get(name)) & 1) === yes)) found[s] = 1;
      return found;
    };
    const feasible = matches(model.infeasible).map((hit) => 1 - hit);
    const unseen = model.makers.map((_, m) => matches(model.misperceptions[m] ?? []));
    const payoffs = model.makers.map((_, m) => payoff(model.preferences[m], bits, size));
    return { size, masks, feasible, unseen, payoffs, fwd: of("fwd"), back: of("back"), makers: model.makers.length };
  }

  function payoff(preference, bits, size) {
    const values = new Float64Array(size);
    const code = (names) => names.reduce((sum, name) => sum | (1 << bits.get(name)), 0);
    if (preference.ranking) {
      const groups = preference.ranking;
      groups.forEach((group, place) => group.forEach((names) => (values[code(names)] = groups.length - place)));
    } else if (preference.weights) {
      for (let s = 0; s < size; s++) for (const [name, weight] of preference.weights) if ((s >> bits.get(name)) & 1) values[s] += weight;
    } else
      for (const formula of preference.statements) {
        const holds = parse(formula, bits);
        for (let s = 0; s < size; s++) values[s] = 2 * values[s] + (holds(s) ? 1 : 0);
      }
    return values;
  }

  // Every set of a decision maker's options to change at once that is permitted and feasible from a state.
  function* moves(g, feasible, maker, state) {
    const mask = g.masks[maker];
    for (let change = mask; change; change = (change - 1) & mask) {
      const target = state ^ change;
      if (feasible[target] && !(change & state & g.fwd) && !(change & ~state & g.back)) yield target;
    }
  }
  function* gains(g, feasible, maker, state) {
    const p = g.payoffs[maker];
    for (const target of moves(g, feasible, maker, state)) if (p[target] > p[state]) yield target;
  }

  // For each state the best (worst) value among itself and wherever the step leads.
  function spread(g, feasible, step, maker, values, pick) {
    const out = Float64Array.from(values);
    for (let s = 0; s < g.size; s++) if (feasible[s]) for (const t of step(g, feasible, maker, s)) out[s] = pick(out[s], values[t]);
    return out;
  }

  // What opponents can bring a state down to: sequences of moves, each opponent once, or one move alone.
  function answered(g, feasible, maker, values, step, answer) {
    const opponents = [...Array(g.makers).keys()].filter((m) => m !== maker && g.masks[m]);
    const moved = (from, m) => spread(g, feasible, step, m, from, Math.min);
    if (answer === "sequence")
      for (let out = values; ; ) {
        const before = out;
        for (const m of opponents) out = moved(out, m);
        if (out.every((v, s) => v === before[s] || !feasible[s])) return out;
      }
    const orders = answer === "one-each" ? permutations(opponents) : opponents.map((m) => [m]);
    let lowest = values;
    for (const order of orders) {
      const out = order.reduceRight(moved, values);
      lowest = lowest.map((v, s) => Math.min(v, out[s]));
    }
    return lowest;
  }
  const permutations = (list) =>
    list.length ? list.flatMap((one, i) => permutations(list.toSpliced(i, 1)).map((rest) => [one, ...rest])) : [[]];

  function stable(g, concept, maker, answer = "sequence") {
    const hidden = g.unseen[maker];
    const feasible = g.feasible.map((fine, s) => (fine && !hidden[s] ? 1 : 0));
    const p = g.payoffs[maker];
    const held = concept === "sim" ? simultaneous(g, feasible, maker) : threatened();
    return held.map((fine, s) => (fine || (g.feasible[s] && hidden[s]) ? 1 : 0));

    function threatened() {
      let threat = p;
      const step = concept === "seq" || concept === "sseq" ? gains : moves;
      if (concept === "gmr" || concept === "seq") threat = answered(g, feasible, maker, p, step, answer);
      if (concept === "smr" || concept === "sseq") {
        const best = spread(g, feasible, moves, maker, p, Math.max);
        threat = answered(g, feasible, maker, best, step, answer).map((v, s) => Math.min(v, p[s]));
      }
      return Uint8Array.from(feasible, (fine, s) => {
        if (fine) for (const t of moves(g, feasible, maker, s)) if (threat[t] > p[s]) return 0;
        return fine;
      });
    }
  }

  function simultaneous(g, feasible, maker) {
    const p = g.payoffs[maker];
    const others = [...Array(g.makers).keys()].filter((m) => m !== maker && g.masks[m]);
    return Uint8Array.from(feasible, (fine, s) => {
      if (!fine) return 0;
      const choices = others.map((m) => [0, ...[...gains(g, feasible, m, s)].map((t) => t ^ s)]);
      const undone = (at, reached) =>
        at === choices.length ? Boolean(feasible[reached]) && p[reached] <= p[s] : choices[at].some((c) => undone(at + 1, reached ^ c));
      for (const t of gains(g, feasible, maker, s)) if (!undone(0, t)) return 0;
      return 1;
    });
  }

  function solve(model, answer = "sequence") {
    const g = graph(model);
    const held = {}, equilibria = {};
    for (const concept of CONCEPTS) {
      held[concept] = model.makers.map((_, m) => stable(g, concept, m, answer));
      equilibria[concept] = [...Array(g.size).keys()].filter((s) => g.feasible[s] && held[concept].every((row) => row[s]));
    }
    return { graph: g, stable: held, equilibria };
  }

  // Shortest paths of paying moves from a state, nobody moving twice in a row: target -> [{maker, source, target}].
  function paths(g, start) {
    const found = new Map([[start, []]]);
    const seen = new Set();
    const queue = [[start, -1, []]];
    for (let at = 0; at < queue.length; at++) {
      const [state, last, path] = queue[at];
      for (let m = 0; m < g.makers; m++) {
        if (m === last) continue;
        for (const target of [...gains(g, g.feasible, m, state)].sort((a, b) => a - b)) {
          if (seen.has(target * g.makers + m)) continue;
          seen.add(target * g.makers + m);
          const longer = [...path, { maker: m, source: state, target }];
          if (!found.has(target)) found.set(target, longer);
          queue.push([target, m, longer]);
        }
      }
    }
    return found;
  }

  const count = (bits) => bits.toString(2).replaceAll("0", "").length;

  // From which states paying moves lead to a state.
  function leading(g, goal) {
    const sources = Array.from({ length: g.size }, () => []);
    for (let s = 0; s < g.size; s++)
      if (g.feasible[s]) for (let m = 0; m < g.makers; m++) for (const t of gains(g, g.feasible, m, s)) sources[t].push(s);
    const found = new Set([goal]);
    for (const state of found) for (const source of sources[state]) found.add(source);
    return found;
  }

  // The smallest coalition, and its least change from `start` that all members prefer, from which paying moves lead to `goal`.
  function opening(g, start, goal) {
    const wanted = [];
    for (let picked = 1; picked < 1 << g.makers; picked++) if (count(picked) > 1) wanted.push(picked);
    wanted.sort((a, b) => count(a) - count(b) || a - b);
    const good = leading(g, goal);
    for (const picked of wanted) {
      const members = [...Array(g.makers).keys()].filter((m) => (picked >> m) & 1);
      const better = (t) => good.has(t) && members.every((m) => g.payoffs[m][t] > g.payoffs[m][start]);
      const targets = [...together(g, members, start)].filter(better);
      targets.sort((a, b) => count(a ^ start) - count(b ^ start) || a - b);
      if (targets.length) return { members, target: targets[0], onward: paths(g, targets[0]).get(goal) };
    }
    return null;
  }

  function together(g, members, start) {
    const seen = new Set([start]);
    for (const state of seen) for (const m of members) for (const t of moves(g, g.feasible, m, state)) seen.add(t);
    seen.delete(start);
    return seen;
  }

  return { CONCEPTS, parse, solve, paths, opening, gains: (g, m, s) => [...gains(g, g.feasible, m, s)], count };
})();
globalThis.Parley = Parley;
