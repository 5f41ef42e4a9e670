#!/usr/bin/env python3
"""Reference values for dev.plumbline.stats, straight from the formulas in 50-digit arithmetic.

    python3 src/test/reference/stats_reference.py > src/test/resources/dev/plumbline/stats/reference.json

Needs mpmath (1.3.0 was used) and nothing of Plumbline. Nothing here is computed the way the Java code computes it:
detectors are sums and maxima over start times instead of recursions, limits are roots of binomial sums or of the
defining equation found by bisection, beta tails come from a series of positive terms, worst-case means from the
vertices of the polytope. Inputs are doubles and enter exactly.
"""

import itertools
import json
import math
import random

from mpmath import beta, exp, fsum, inf, log, mp, mpf, sqrt

mp.dps = 50


def number(x):
    """The nearest double; a string for -inf, which JSON lacks."""
    return "-Infinity" if x == -inf else float(x)


def ln(x):
    return log(x) if x > 0 else -inf


def bisect(f, low, high, steps=200):
    """Where a function that rises from low to high crosses 0."""
    for _ in range(steps):
        middle = (low + high) / 2
        if f(middle) > 0:
            high = middle
        else:
            low = middle
    return (low + high) / 2


# --- detectors: sums and maxima over start times ---------------------------------------------------------------------


def detector(combine, weights, head_starts, trials):
    """trials: list of (logs per alternative, start weight g), one entry a trial. ln R per alternative and ln M."""
    log_r = []
    for k in range(len(weights)):
        product = mpf(1)
        terms = []
        for logs, start in reversed(trials):
            product *= exp(mpf(logs[k])) if logs[k] != -math.inf else mpf(0)
            terms.append(product * mpf(start))
        terms.append(product * (exp(mpf(head_starts[k])) if head_starts[k] != -math.inf else mpf(0)))
        log_r.append(ln(combine(terms)))
    mixture = fsum(mpf(w) * exp(r) for w, r in zip(weights, log_r))
    return {"logR": [number(r) for r in log_r], "logEvidence": number(ln(mixture))}


def detector_case(name, head_starts, steps):
    """steps: list of (logs, how many trials of them, g)."""
    weights = [1 / mpf(len(head_starts))] * len(head_starts)
    trials = [(logs, g) for logs, n, g in steps for _ in range(n)]
    return {
        "name": name,
        "headStarts": [number(h) for h in head_starts],
        "steps": [{"logs": [number(v) for v in logs], "trials": n, "startWeight": g} for logs, n, g in steps],
        "sumOverStarts": detector(fsum, weights, head_starts, trials),
        "maxOverStarts": detector(max, weights, head_starts, trials),
    }


def detector_cases():
    rng = random.Random(1)
    up, down = math.log(1.5), math.log(0.9)
    none = -math.inf
    mixed = [([rng.uniform(-2, 2) for _ in range(3)], 1, rng.random()) for _ in range(200)]
    runs = [([rng.uniform(-0.4, 0.4) for _ in range(2)], rng.randint(1, 300), rng.random()) for _ in range(20)]
    return [
        detector_case("mixed", [none, 0.0, 5.5], mixed),
        detector_case("runs", [none, 3.0], runs),
        detector_case("no run", [1.0, none], [([0.3, 0.4], 0, 1.0), ([0.3, 0.4], 1, 1.0), ([0.3, 0.4], 0, 0.0)]),
        detector_case("fair run", [none, 2.0], [([0.0, 0.0], 5000, 0.7)]),
        detector_case("nearly fair run", [none, none], [([1e-12, -1e-12], 4000, 1.0)]),
        detector_case("to 1e528", [none, 0.0], [([up, down], 3000, 1.0)]),
        detector_case("to 1e-400 and back", [0.0, -700.0], [([-4.0, down], 230, 0.0), ([4.0, up], 250, 1e-300)]),
        detector_case("ruled out", [4.0, 4.0], [([none, down], 3, 0.5), ([up, none], 1, 0.25)]),
        detector_case("ruled out last", [4.0, 4.0], [([up, down], 3, 0.5), ([none, down], 2, 0.25)]),
        detector_case("huge factors", [none, none], [([690.0, 700.0], 2, 1.0), ([-650.0, 0.0], 1, 1e-9)]),
    ]


# --- increments -------------------------------------------------------------------------------------------------------


def contamination():
    shares = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 0.5]
    ratios = [-math.inf, -700.0, -3.0, -1e-9, 0.0, 1e-9, 2.5, 9.21034037197618, 700.0, 2000.0]
    return {
        "shares": shares,
        "rest": [number(ln((1 - mpf(s)) / mpf(s))) for s in shares],
        "cases": [
            {
                "logRatio": number(r),
                "logs": [number(ln(1 - mpf(s) + mpf(s) * (exp(mpf(r)) if r != -math.inf else 0))) for s in shares],
            }
            for r in ratios
        ],
    }


def mcnemar():
    thetas = [0.55, 0.6, 0.7, 0.8, 0.9, 0.97]
    return {
        "loss": [number(ln(mpf(t) / mpf("0.5"))) for t in thetas],
        "win": [number(ln((1 - mpf(t)) / mpf("0.5"))) for t in thetas],
    }


def betting():
    stakes = [0.05, 0.1, 0.2, 0.4, 0.8]
    return [
        {"difference": d, "logs": [number(ln(1 + mpf(s) * mpf(d))) for s in stakes]}
        for d in [-1.0, -0.999, -0.3, -1e-10, 0.0, 1e-10, 0.25, 1.0]
    ]


def clipped_gaussian():
    drifts = [0.25, 0.5, 1.0, 2.0]
    cases = []
    for z in [-1e300, -3.5, -3.0, -0.7, 0.0, 1.25, 2.999, 3.0, 40.0]:
        clipped = max(mpf(-3), min(mpf(3), mpf(z)))
        # Ratio of the densities of N(drift, 1) and N(0, 1) at the clipped value.
        logs = [ln(exp(-((clipped - m) ** 2) / 2) / exp(-(clipped**2) / 2)) for m in drifts + [-d for d in drifts]]
        cases.append({"z": z, "logs": [number(v) for v in logs]})
    return cases


def conformal():
    kappas = [0.3, 0.5, 0.7, 0.9]
    reference = [0.125, 0.25, 0.25, 0.25, 0.5, 0.75, 0.75, 1.0, 1.0, 1.5, 2.0]
    cases = []
    for value, u in itertools.product([-1.0, 0.125, 0.25, 0.3, 0.75, 2.0, 2.5, math.inf], [0.0, 0.25, 1.0]):
        above = sum(r > value for r in reference)
        ties = sum(r == value for r in reference)
        rank = (above + mpf(u) * (ties + 1)) / (len(reference) + 1)
        smallest = mpf(1) / (len(reference) + 1)
        # Below the smallest rank the mean of the calibrator up to it: its integral over its length.
        factors = [mpf(k) * rank ** (mpf(k) - 1) if rank >= smallest else smallest ** mpf(k) / smallest for k in kappas]
        cases.append(
            {
                "value": "Infinity" if value == math.inf else value,
                "tieBreak": u,
                "rank": number(rank),
                "logs": [number(ln(f)) for f in factors],
            }
        )
    return {"reference": reference, "cases": cases}


def robust_scale():
    cases = []
    # 1.4826…, the reciprocal of the normal's upper quartile, found from its distribution function.
    quartile = bisect(lambda x: mp.ncdf(x) - mpf("0.75"), mpf(0), mpf(1))
    for values, floor in [([3.0, 1.0, 2.0], 0.02), ([5.0], 0.5), ([1.0, 1.0, 1.0, 9.0], 0.125), ([0.1, 0.7, -2.0, 4.0], 0.01)]:
        def median(v):
            v = sorted(v)
            return (v[(len(v) - 1) // 2] + v[len(v) // 2]) / 2

        centre = median([mpf(v) for v in values])
        scale = max(median([abs(v - centre) for v in values]) / quartile, mpf(floor))
        cases.append({"values": values, "floor": floor, "centre": number(centre), "scale": number(scale), "z": number((mpf("1.75") - centre) / scale)})
    return cases


def scores(n, multiplier, modulus, divisor):
    """Scores both sides can make: no random numbers."""
    return [((i * multiplier) % modulus) / divisor for i in range(n)]


def binned_ratio():
    own = scores(20000, 7919, 20011, 1000.0)
    other = scores(2000, 104729, 40009, 1500.0)
    capture_b = scores(30000, 15485863, 20101, 1000.0)
    ordered = sorted(own)
    edges = [ordered[math.ceil(q * len(own)) - 1] for q in [0.5, 0.9, 0.97, 0.99, 0.997, 0.999]]

    def counts(values):
        bounds = [-math.inf] + edges + [math.inf]
        return [sum(low < v <= high for v in values) for low, high in zip(bounds, bounds[1:])]

    def smoothed(c):
        return [(mpf(x) + mpf("0.5")) / (sum(c) + mpf(len(c)) / 2) for x in c]

    ratios = [b / a for a, b in zip(smoothed(counts(own)), smoothed(counts(other)))]
    delta = mpf("0.001")
    in_b = counts(capture_b)
    limits = [cp_upper(x, sum(in_b), delta / 7) for x in in_b]
    return {
        "edges": edges,
        "logRatios": [number(ln(r)) for r in ratios],
        "counts": in_b,
        "logLimit": number(ln(largest_mean(ratios, limits))),
    }


# --- limits -----------------------------------------------------------------------------------------------------------


def binomial_at_most(x, n, p):
    """P(X <= x), summed downwards from x until nothing is added."""
    term = mp.binomial(n, x) * p**x * (1 - p) ** (n - x)
    total = term
    for i in range(x, 0, -1):
        factor = i * (1 - p) / ((n - i + 1) * p)
        term *= factor
        total += term
        if factor < 1 and term < total * mpf(10) ** -45:
            break
    return total


def cp_upper(x, n, delta):
    """Above the rate seen, where P(X <= x) is delta."""
    if x == n:
        return mpf(1)
    return bisect(lambda p: delta - binomial_at_most(x, n, p), mpf(x) / n, mpf(1), steps=110)


def clopper_pearson():
    cases = []
    for x, n, confidence in [(0, 1, 0.95), (1, 1, 0.95), (1, 10, 0.95), (5, 10, 0.9), (9, 10, 0.99), (0, 300, 0.95), (3, 400, 0.95),
                             (1999, 2000, 0.95), (7, 20000, 0.999), (250, 30000, 0.95), (19999, 20000, 0.95)]:
        tail = (1 - mpf(confidence)) / 2
        cases.append(
            {
                "failures": x,
                "trials": n,
                "confidence": confidence,
                "lower": number(1 - cp_upper(n - x, n, tail)),
                "upper": number(cp_upper(x, n, tail)),
            }
        )
    one_sided = [
        {"failures": x, "trials": n, "delta": d, "upper": number(cp_upper(x, n, mpf(d)))}
        for x, n, d in [(0, 30000, 1e-12), (0, 100, 0.001), (3, 100, 0.001), (100, 100, 0.001), (40, 1000, 1e-300), (2, 5, 0.4)]
    ]
    return {"intervals": cases, "oneSided": one_sided}


def bernstein(values, low, high, delta):
    """Both limits, each missed with probability at most delta."""
    low, high = mpf(low), mpf(high)
    x = [(mpf(v) - low) / (high - low) for v in values]
    n = len(x)
    mean = fsum(x) / n
    # The variance as the mean squared difference of all pairs, halved.
    variance = fsum((a - b) ** 2 for a, b in itertools.combinations(x, 2)) / (n * (n - 1))
    radius = sqrt(2 * variance * log(2 / delta) / n) + 7 * log(2 / delta) / (3 * (n - 1))
    return low + (high - low) * max(mpf(0), mean - radius), low + (high - low) * min(mpf(1), mean + radius)


def empirical_bernstein():
    rng = random.Random(2)
    cases = []
    for values, low, high, confidence in [
        ([rng.random() for _ in range(300)], 0.0, 1.0, 0.95),
        ([rng.uniform(-1, 3) for _ in range(200)], -1.0, 5.0, 0.99),
        ([0.25] * 100, 0.0, 1.0, 0.9),
        ([0.0, 1.0], 0.0, 1.0, 0.95),
    ]:
        lower, upper = bernstein(values, low, high, (1 - mpf(confidence)) / 2)
        cases.append({"values": values, "low": low, "high": high, "confidence": confidence, "lower": number(lower), "upper": number(upper)})
    return cases


def largest_mean(f, limits):
    """Largest mean of f over distributions within the limits: over all vertices, one bin takes what is left."""
    best = mpf(0)
    for free in range(len(f)):
        others = [i for i in range(len(f)) if i != free]
        for full in itertools.product([0, 1], repeat=len(others)):
            probabilities = {i: limits[i] * on for i, on in zip(others, full)}
            rest = 1 - sum(probabilities.values())
            if 0 <= rest <= limits[free]:
                best = max(best, fsum(f[i] * p for i, p in probabilities.items()) + f[free] * rest)
    return best


def two_capture():
    rng = random.Random(3)
    logs = [[-1.0, 0.0], [0.5, -2.0], [2.0, 1.0], [4.0, 690.0]]
    strata = [[500, 300, 40, 0], [480, 310, 30, 1], [10, 7, 2, 0]]
    delta = mpf("0.001") / (len(strata) * len(logs))
    binned = []
    for k in range(2):
        f = [exp(mpf(row[k])) for row in logs]
        binned.append(max(largest_mean(f, [cp_upper(c, sum(s), delta) for c in s]) for s in strata))
    maxima = [1.0, 0.5]
    bounded_strata = [[[min(m, rng.gauss(-0.2, 0.4)) for m in maxima] for _ in range(n)] for n in (300, 200)]
    bounded = []
    for k, maximum in enumerate(maxima):
        uppers = []
        for stratum in bounded_strata:
            values = [exp(mpf(row[k])) for row in stratum]
            uppers.append(bernstein(values, 0, exp(mpf(maximum)), mpf("0.001") / 4)[1])
        bounded.append(max(uppers))
    return {
        "binned": {"logs": logs, "strata": strata, "logLimits": [number(ln(u)) for u in binned]},
        "bounded": {"logMaxima": maxima, "strata": bounded_strata, "logLimits": [number(ln(u)) for u in bounded]},
    }


# --- two samples ------------------------------------------------------------------------------------------------------


def safe_two_by_two():
    rng = random.Random(4)
    cases = []
    for p_a, p_b, blocks in [(0.1, 0.4, 60), (0.2, 0.2, 40), (0.001, 0.9, 80), (0.3, 0.05, 20)]:
        fa = na = fb = nb = 0
        evidence = mpf(1)
        steps = []
        for _ in range(blocks):
            ma, mb = rng.randint(0, 20), rng.randint(0, 20)
            ya, yb = sum(rng.random() < p_a for _ in range(ma)), sum(rng.random() < p_b for _ in range(mb))
            prior = mpf("0.18")
            a, b = (fa + prior) / (na + 2 * prior), (fb + prior) / (nb + 2 * prior)
            if b > a and ma + mb > 0:
                joint = (ma * a + mb * b) / (ma + mb)
                alternative = a**ya * (1 - a) ** (ma - ya) * b**yb * (1 - b) ** (mb - yb)
                evidence *= alternative / (joint ** (ya + yb) * (1 - joint) ** (ma + mb - ya - yb))
            fa, na, fb, nb = fa + ya, na + ma, fb + yb, nb + mb
            steps.append([ya, ma, yb, mb])
        cases.append({"blocks": steps, "logEvidence": number(ln(evidence))})
    return cases


def canary_counts():
    cases = []
    for share, inside, outside in [(0.5, 0, 0), (0.5, 14, 0), (0.5, 0, 14), (0.1, 3, 5), (0.05, 40, 900), (0.01, 0, 60), (0.5, 0, 3000),
                                   (0.5, 3000, 0), (0.2, 1200, 2500), (0.999, 50, 0)]:
        t = mpf(share)
        a, b = inside + 1, outside + 1
        integral = beta(a, b) * lower_tail(b, a, 1 - t, t)
        evidence = integral / ((1 - t) * t**inside * (1 - t) ** outside)
        cases.append({"exposure": share, "canary": inside, "baseline": outside, "logEvidence": number(ln(evidence))})
    return cases


# --- confidence sequences ---------------------------------------------------------------------------------------------


def bernoulli_sequence():
    half = mpf("0.5")
    cases = []
    for x, n, confidence in [(0, 0, 0.95), (0, 1, 0.95), (1, 1, 0.95), (1, 2, 0.5), (0, 500, 0.95), (3, 400, 0.99), (200, 400, 0.95), (40000, 50000, 0.999),
                             (1, 1000000, 0.95), (999999, 1000000, 0.95)]:
        alpha = 1 - mpf(confidence)

        def money(p, ones, others):
            """ln of what the bet has made if the rate of ones is p, minus ln 1/alpha."""
            return ln(beta(half + ones, half + others) / beta(half, half)) - ones * log(p) - others * log(1 - p) + log(alpha)

        def lower(ones, others):
            if ones == 0:
                return mpf(0)
            # In ln p, from far below to the rate seen.
            rate = mpf(ones) / (ones + others)
            start = log(rate) if others else -mpf(10) ** -40
            return exp(bisect(lambda t: -money(exp(t), ones, others), mpf(-2000), start))

        cases.append({"failures": x, "trials": n, "confidence": confidence, "lower": number(lower(x, n - x)), "upper": number(1 - lower(n - x, x))})
    return cases


def bounded_sequence():
    rng = random.Random(5)
    cases = []
    for values, low, high, confidence in [
        ([rng.random() for _ in range(200)], 0.0, 1.0, 0.95),
        ([rng.uniform(-1, 0.5) for _ in range(150)], -1.0, 1.0, 0.99),
        ([2.0], 2.0, 4.0, 0.9),
        ([3.0 if rng.random() < 0.02 else 0.0 for _ in range(400)], 0.0, 3.0, 0.95),
    ]:
        alpha = 1 - mpf(confidence)
        x = [(mpf(v) - mpf(low)) / (mpf(high) - mpf(low)) for v in values]
        means = [(mpf("0.5") + fsum(x[:t])) / (t + 1) for t in range(len(x) + 1)]  # after t values
        stakes, penalties = [], []
        for t in range(1, len(x) + 1):
            variance = (mpf("0.25") + fsum((x[i] - means[i + 1]) ** 2 for i in range(t - 1))) / t
            stake = min(mpf("0.5"), sqrt(2 * log(2 / alpha) / (variance * t * log(1 + mpf(t)))))
            stakes.append(stake)
            v = 4 * (x[t - 1] - means[t - 1]) ** 2
            penalties.append(v * (-log(1 - stake) - stake) / 4)
        centre = fsum(s * v for s, v in zip(stakes, x)) / fsum(stakes)
        radius = (log(2 / alpha) + fsum(penalties)) / fsum(stakes)
        scale = lambda m: mpf(low) + (mpf(high) - mpf(low)) * m
        cases.append(
            {
                "values": values,
                "low": low,
                "high": high,
                "confidence": confidence,
                "centre": number(scale(centre)),
                "lower": number(scale(max(mpf(0), centre - radius))),
                "upper": number(scale(min(mpf(1), centre + radius))),
            }
        )
    return cases


def lower_tail(a, b, p, q):
    """P(Beta(a, b) <= p), q = 1 - p: the series of positive terms in p; where that is slow, one less the other tail."""
    if p > mpf("0.99"):
        with mp.workdps(1000):
            return 1 - lower_tail(b, a, q, p)
    term = mpf(1)
    total = term
    i = 0
    while True:
        factor = (a + b + i) / (a + 1 + mpf(i)) * p
        term *= factor
        total += term
        i += 1
        if factor < 1 and term < total * (1 - p) * mpf(10) ** -(mp.dps - 5):
            return p**a * q**b / (a * beta(a, b)) * total


def beta_tails():
    rows = []
    for a, b in [(0.5, 0.5), (1, 1), (1, 300), (9.99, 10), (10, 10), (30000.5, 1.5), (2, 1e6), (1e5, 1e5), (0.18, 12)]:
        rows.append({"a": a, "b": b, "logBeta": number(ln(beta(mpf(a), mpf(b))))})
    tails = []
    mp.dps = 1000  # for tails within 1e-900 of one
    for a, b, odds in [(1, 1, 0.0), (2, 5, -1.0), (2, 5, 1.0), (5, 2, 3.0), (0.5, 0.5, -30.0), (300, 4, 1.0), (4, 300, 2.0), (1000, 1000, -0.9), (1000, 1000, 0.9),
                       (50, 20000, -8.5), (3, 8, -700.0), (11, 29.5, 5.0)]:
        p = 1 / (1 + exp(-mpf(odds)))
        q = 1 / (1 + exp(mpf(odds)))
        tails.append(
            {
                "a": a,
                "b": b,
                "logOdds": odds,
                "logLower": number(ln(lower_tail(a, b, p, q))),
                "logUpper": number(ln(lower_tail(b, a, q, p))),
            }
        )
    mp.dps = 50
    return {"betas": rows, "tails": tails}


def recovery():
    """The reverse detector as a sum over start times of likelihood ratios."""
    rng = random.Random(6)
    objective, share = mpf(1e-3), mpf(0.05)
    failed = [rng.choice([0.0, 0.0, 0.0, 0.0, 0.5, 1.0]) if rng.random() < 0.2 else 0.0 for _ in range(300)]
    total, product = mpf(0), mpf(1)
    for x in reversed(failed):
        product *= mpf(x) * objective / share + (1 - mpf(x)) * (1 - objective) / (1 - share)
        total += product
    return {"objective": 1e-3, "share": 0.05, "failed": failed, "logR": number(ln(total))}


def objective_bet():
    """A product over the trials one by one, averaged over the shares."""
    shares = [mpf("0.001") * mpf(500) ** (mpf(k) / 10) for k in range(11)]
    cases = []
    for objective, failures, trials in ((1e-3, 0, 0), (1e-3, 0, 5000), (1e-3, 3, 40), (1e-5, 2, 7), (0.02, 50, 900), (1e-3, 90, 90)):
        total = mpf(0)
        for share in shares:
            product = mpf(1)
            for trial in range(trials):
                product *= 1 - share + (share / mpf(objective) if trial < failures else 0)
            total += product / 11
        cases.append({"objective": objective, "failures": failures, "trials": trials, "logEvidence": number(ln(total))})
    return cases


def rate_below():
    """Likelihood ratios of q against the limit, trial by trial; the upper limit where they reach 1/alpha."""
    def evidence(limit, failures, trials):
        total = mpf(0)
        for part, weight in ((mpf(0), mpf("0.5")), (mpf("0.1"), mpf("0.35")), (mpf("0.2"), mpf("0.15"))):
            q, product = part * limit, weight
            for trial in range(trials):
                product *= q / limit if trial < failures else (1 - q) / (1 - limit)
            total += product
        return total

    cases = []
    for limit, failures, trials in ((0.01, 0, 0), (0.01, 0, 484), (0.01, 1, 900), (0.2, 5, 70), (1e-3, 0, 9000), (0.05, 40, 60)):
        cases.append({
            "limit": limit,
            "failures": failures,
            "trials": trials,
            "logEvidence": number(ln(evidence(mpf(limit), failures, trials))),
            "upper": number(bisect(lambda u: evidence(u, failures, trials) - 100, mpf(10) ** -9, 1 - mpf(10) ** -9, 60)) if trials < 1000 and trials > failures else None,
        })
    return cases


def difference_below():
    """Stakes from the mean of ln e over what was seen and 50 imagined pairs, chosen anew every sixteenth; one pair at a time."""
    rng = random.Random(8)
    limit, expected, size = mpf(0.05), mpf(0.04), 1
    differences = [rng.choice([1.0, -1.0, 0.3, -0.45]) if rng.random() < 0.1 else 0.0 for _ in range(400)]
    seen, until, stake, total, stakes = [], 0, mpf(0), mpf(0), []
    for n, d in enumerate(differences):
        if n >= until:
            tenths = [mpf(math.ceil(abs(x) * 10 - 1e-9)) / 10 for x in seen]

            def slope(stake):
                sizes = [(mpf(50) * expected, mpf(size)), (mpf(50) * (1 - expected), mpf(0))] + [(mpf(1), x) for x in tenths]
                return -sum(w / 2 * ((limit - x) / (1 + stake * (limit - x)) + (limit + x) / (1 + stake * (limit + x))) for w, x in sizes)

            highest = mpf(0.98) / (1 - limit)
            stake = highest if slope(highest) < 0 else bisect(slope, mpf(0), highest, 60)
            until = n + 1 + n // 16
        total += ln(1 + stake * (limit - mpf(d)))
        seen.append(d)
        stakes.append(number(stake))
    return {"limit": 0.05, "expected": 0.04, "size": 1, "differences": differences, "stakes": stakes, "logEvidence": number(total)}


if __name__ == "__main__":
    reference = {
        "detectors": detector_cases(),
        "recovery": recovery(),
        "contamination": contamination(),
        "mcnemar": mcnemar(),
        "betting": betting(),
        "clippedGaussian": clipped_gaussian(),
        "conformal": conformal(),
        "robustScale": robust_scale(),
        "binnedRatio": binned_ratio(),
        "clopperPearson": clopper_pearson(),
        "empiricalBernstein": empirical_bernstein(),
        "twoCapture": two_capture(),
        "safeTwoByTwo": safe_two_by_two(),
        "canaryCounts": canary_counts(),
        "bernoulliSequence": bernoulli_sequence(),
        "boundedSequence": bounded_sequence(),
        "beta": beta_tails(),
        "objectiveBet": objective_bet(),
        "rateBelow": rate_below(),
        "differenceBelow": difference_below(),
    }
    print("{")
    for i, (name, value) in enumerate(reference.items()):
        print(f'"{name}": {json.dumps(value)}{"," if i < len(reference) - 1 else ""}')
    print("}")
