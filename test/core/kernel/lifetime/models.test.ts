/** Orders, renewals and money: the formulas against numerical integration, published tables, and each other. */
import { describe, expect, test } from 'vitest';
import {
  bgBbAlive,
  bgBbConditional,
  bgBbDert,
  bgBbExpected,
  bgBbLogLikelihood,
  bgBbLogOne,
  bgBbProbability,
} from '../../../../core/kernel/lifetime/bgBb.ts';
import { bgNbdAlive, bgNbdConditional, bgNbdExpected, bgNbdLogLikelihood } from '../../../../core/kernel/lifetime/bgNbd.ts';
import { lifetimeValue } from '../../../../core/kernel/lifetime/clv.ts';
import { gammaGammaConditional, gammaGammaMean } from '../../../../core/kernel/lifetime/gammaGamma.ts';
import {
  paretoNbdAlive,
  paretoNbdConditional,
  paretoNbdDert,
  paretoNbdExpected,
  paretoNbdLogLikelihood,
} from '../../../../core/kernel/lifetime/paretoNbd.ts';
import { sbgChurn, sbgLifetime, sbgResidualLifetime, sbgRetention, sbgSurvival } from '../../../../core/kernel/lifetime/sbg.ts';
import { bgNbdBuyers, donors } from './buyers.ts';

const close = (got: number, want: number, relative = 1e-9) =>
  expect(Math.abs(got / want - 1), `${got} for ${want}`).toBeLessThan(relative);
const one = (x: number, recency: number, age: number) => ({
  x: Float64Array.of(x),
  recency: Float64Array.of(recency),
  age: Float64Array.of(age),
});

describe('BG/NBD', () => {
  /** Fitted by Fader, Hardie and Lee 2005 to CDNOW's buyers. */
  const cdnow = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };

  test('expects 1.226 orders of the customer of the paper', () => {
    // Fader, Hardie and Lee, "Implementing the BG/NBD model in Excel": x = 2, t_x = 30.43, T = 38.86, t = 39
    expect(bgNbdConditional(cdnow, 2, 30.43, 38.86, 39)).toBeCloseTo(1.226, 3);
  });

  test('conditional expectations are the integral of the rate of ordering', () => {
    // python3, mpmath: P(alive) * quad((r+x)/(alpha+T) * hyp2f1(a, r+x+1, a+b+x, -u/(alpha+T)), 0..t); cases with a = 1 and a + b = 1 are
    // limits of the closed form
    const cases: [{ r: number; alpha: number; a: number; b: number }, number[]][] = [
      [cdnow, [0.19509805201126, 1.2260281747671, 4.5272014326662, 22.315060522027, 0.94341255039742]],
      [
        { r: 2.5, alpha: 0.7, a: 1, b: 0.4 },
        [1.1167547754442, 0.84063741420142, 3.7171943082386, 8.9414629341346, 0.00010038182394882],
      ],
      [
        { r: 0.5, alpha: 3, a: 0.4, b: 0.6 },
        [0.37916637329676, 1.3756774851413, 5.536914056375, 34.665772262347, 0.31326792778534],
      ],
      [
        { r: 0.5, alpha: 3, a: 0.3, b: 0.2 },
        [0.34650656137528, 1.4035848931902, 5.8856826611324, 44.233473747409, 0.15240312378419],
      ],
      [{ r: 9, alpha: 20, a: 3, b: 900 }, [5.898365780924, 7.064823869818, 6.2690122858693, 61.261719659147, 0.64275447587199]],
    ];
    const histories = [
      [0, 0, 38.86, 39],
      [2, 30.43, 38.86, 39],
      [30, 35, 38.86, 10],
      [400, 38, 38.86, 20],
      [1, 1.71, 38.86, 300],
    ] as const;
    for (const [params, values] of cases) {
      histories.forEach(([x, recency, age, t], i) => {
        close(bgNbdConditional(params, x, recency, age, t), values[i]!, 1e-8);
      });
    }
  });

  test('its likelihood is what the paper writes', () => {
    // eq. 6 in plain gamma functions, for x = 2, t_x = 30.43, T = 38.86 (python3: math.gamma)
    expect(bgNbdLogLikelihood(cdnow, one(2, 30.43, 38.86))).toBeCloseTo(-9.45860630706627, 11);
    expect(bgNbdLogLikelihood(cdnow, one(0, 0, 38.86))).toBeCloseTo(-0.243 * Math.log((4.414 + 38.86) / 4.414), 12);
  });

  test('a member without repeat orders is still there; a long silence after many orders is not', () => {
    expect(bgNbdAlive(cdnow, 0, 0, 500)).toBe(1);
    expect(bgNbdAlive(cdnow, 10, 15, 38.86)).toBeLessThan(0.01);
    expect(bgNbdAlive(cdnow, 10, 38.86, 38.86)).toBeGreaterThan(0.9);
  });

  test('expects what simulated members do', () => {
    const truth = { r: 0.5, alpha: 4, a: 0.8, b: 2.5 };
    const buyers = bgNbdBuyers(40_000, truth, 31);
    let expected = 0;
    for (const age of buyers.age) expected += bgNbdExpected(truth, age);
    const seen = buyers.x.reduce((a, b) => a + b, 0);
    expect(Math.abs(seen / expected - 1)).toBeLessThan(0.03);
  });

  test('keeps when time is measured in days', () => {
    const inDays = { ...cdnow, alpha: cdnow.alpha * 7 };
    close(bgNbdConditional(inDays, 2, 30.43 * 7, 38.86 * 7, 39 * 7), bgNbdConditional(cdnow, 2, 30.43, 38.86, 39), 1e-12);
    expect(bgNbdLogLikelihood(inDays, one(2, 30.43 * 7, 38.86 * 7))).toBeCloseTo(
      bgNbdLogLikelihood(cdnow, one(2, 30.43, 38.86)) - 2 * Math.log(7),
      11,
    );
  });
});

describe('Pareto/NBD', () => {
  test('gives the numbers of the BTYD package for CDNOW', () => {
    // its walkthrough: the fitted parameters, Expectation(t = 52), and customer 1516 with x = 26, t_x = 30.86, T = 31
    const cdnow = { r: 0.5533971, alpha: 10.5801985, s: 0.6060625, beta: 11.6562237 };
    expect(paretoNbdExpected(cdnow, 52)).toBeCloseTo(1.473, 3);
    expect(paretoNbdConditional(cdnow, 26, 30.86, 31, 52)).toBeCloseTo(25.46, 2);
    expect(paretoNbdAlive(cdnow, 26, 30.86, 31)).toBeCloseTo(0.998, 3);
    // python3, mpmath: r/alpha · quad((beta/(beta+u))^s, 0..52)
    close(paretoNbdExpected({ r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 }, 52), 1.4729968033751, 1e-12);
  });

  test('likelihood, chance to be there, orders in 52 weeks and discounted orders are the integrals that define them', () => {
    // python3, mpmath: A = Γ(r+x)/Γ(r) α^r β^s / ((α+T)^(r+x) (β+T)^s), G the same with s ∫ (α+y)^-(r+x) (β+y)^-(s+1) dy over t_x..T;
    // log(A+G), A/(A+G), and that times (r+x)/(α+T) ∫ ((β+T)/(β+T+u))^s du, and with e^(-0.0027 u)
    const cases: [{ r: number; alpha: number; s: number; beta: number }, [number, number, number, number][]][] = [
      [
        { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 },
        [
          [-0.52104629408089, 0.29528660461689, 0.13620100592391, 0.4771362290322],
          [-9.5542832451504, 0.86916755915301, 1.850826720702, 6.4837735677307],
          [239.92521139235, 0.99913145424716, 250.46966590251, 877.43956856271],
          [-12.820314342894, 1, 5.5814584524347, 17.76209555759],
        ],
      ],
      [
        { r: 0.553, alpha: 11.669, s: 0.606, beta: 10.578 },
        [
          [-0.47993457824686, 0.28224885617019, 0.12687731768554, 0.4424060246121],
          [-9.5993996751171, 0.86692342951477, 1.7991120896082, 6.2732885744623],
          [233.37276042928, 0.99911598315077, 244.09767373691, 851.13937955922],
          [-12.963888696324, 1, 5.3455143209514, 16.895254873444],
        ],
      ],
      [
        { r: 3, alpha: 2, s: 1, beta: 40 },
        [
          [-3.765660451905, 0.002569234077225, 0.0075339594201237, 0.02156636975323],
          [-14.462080249499, 0.81617688202913, 3.9888953439203, 11.418430482137],
          [302.85591403738, 0.99904175100005, 295.88613503698, 846.99019960434],
          [-14.077216708486, 1, 11.915673173212, 31.396367577988],
        ],
      ],
      [
        { r: 1.2, alpha: 7, s: 0.9, beta: 7 },
        [
          [-0.82188213720466, 0.043917059628043, 0.041496787602774, 0.10931008883988],
          [-10.376743604832, 0.77802345888061, 1.9603907606193, 5.1640259543816],
          [264.50850666294, 0.9985568000339, 236.82509365625, 623.84038675196],
          [-12.449179317357, 1, 5.893482717186, 13.571634023636],
        ],
      ],
    ];
    const histories = [
      [0, 0, 38.86],
      [2, 30.43, 38.86],
      [300, 38.8, 38.86],
      [4, 20, 20],
    ] as const;
    for (const [params, rows] of cases) {
      histories.forEach(([x, recency, age], i) => {
        const [logLikelihood, alive, ahead, dert] = rows[i]!;
        close(paretoNbdLogLikelihood(params, one(x, recency, age)), logLikelihood, 1e-11);
        close(paretoNbdAlive(params, x, recency, age), alive, 1e-10);
        close(paretoNbdConditional(params, x, recency, age, 52), ahead, 1e-10);
        close(paretoNbdDert(params, x, recency, age, 0.0027), dert, 1e-9);
      });
    }
  });

  test('discounted orders without much discount are the orders of a long time', () => {
    const params = { r: 0.6, alpha: 8, s: 2.5, beta: 20 };
    close(paretoNbdDert(params, 3, 20, 30, 1e-6), paretoNbdConditional(params, 3, 20, 30, 1e7), 1e-3);
  });
});

describe('Gamma-Gamma', () => {
  test('gives the customers of the published note', () => {
    // Fader and Hardie 2013: p 6.25, q 3.74, v 15.44; 2 orders at 22.35, 1 at 11.77, 7 at 73.74, and the mean of all, 35.22
    const model = { p: 6.25, q: 3.74, v: 15.44 };
    expect(gammaGammaConditional(model, 2, 22.35)).toBeCloseTo(24.66, 2);
    expect(gammaGammaConditional(model, 1, 11.77)).toBeCloseTo(18.92, 2);
    expect(gammaGammaConditional(model, 7, 73.74)).toBeCloseTo(71.47, 2);
    expect(gammaGammaConditional(model, 0, 0)).toBeCloseTo(gammaGammaMean(model), 12);
    expect(gammaGammaMean({ p: 1, q: 0.9, v: 1 })).toBe(Infinity);
  });
});

describe('BG/BB', () => {
  /** Fader, Hardie and Shang 2010, table 2. */
  const giving = { alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 };

  test('gives the likelihood of the paper for 11,104 donors: -33,225.6', () => {
    expect(donors.weights.reduce((a, b) => a + b, 0)).toBe(11104);
    expect(bgBbLogLikelihood(giving, donors)).toBeCloseTo(-33225.6, 1);
  });

  test('gives what numerical integration gives', () => {
    // python3, mpmath at 30 digits: the beta integrals by quad, sums of eq. 5, 11, 13 and 14 written out; n = 6, 5 occasions ahead, 10 %
    const rows: [x: number, recency: number, log: number, alive: number, ahead: number, dert: number][] = [
      [6, 6, -2.1822484476182997, 0.9304025423728813, 3.7521156075998148, 5.908678319555381],
      [3, 5, NaN, 0.7667340499957251, NaN, 2.8415363222372623],
      [1, 1, -2.288531685666258, 0.06940809320654967, 0.0856353983378703, 0.13485512560449608],
      [0, 0, -1.1672624726738938, NaN, 0.072802877475043, NaN],
    ];
    for (const [x, recency, log, alive, ahead, dert] of rows) {
      if (log) close(bgBbLogOne(giving, x, recency, 6), log, 1e-12);
      if (alive) close(bgBbAlive(giving, x, recency, 6, 1), alive, 1e-12);
      if (ahead) close(bgBbConditional(giving, x, recency, 6, 5), ahead, 1e-12);
      if (dert) close(bgBbDert(giving, x, recency, 6, 0.1), dert, 1e-12);
    }
    close(bgBbExpected(giving, 6), 2.219631393487299, 1e-13);
    close(bgBbExpected(giving, 11), 3.387571111064622, 1e-13);
  });

  test('chances over the number of times add up to 1, with the expected mean', () => {
    const chance = Array.from({ length: 7 }, (_, x) => bgBbProbability(giving, x, 6));
    expect(chance.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    expect(chance.reduce((sum, p, x) => sum + p * x, 0)).toBeCloseTo(bgBbExpected(giving, 6), 12);
  });

  test('chances of all histories add up to 1', () => {
    let sum = 0;
    for (let x = 0; x <= 6; x++) {
      for (let last = x; last <= (x === 0 ? 0 : 6); last++) {
        // ways to place the other x - 1 times before the last
        let ways = 1;
        for (let k = 1; k < x; k++) ways = (ways * (last - k)) / k;
        sum += ways * Math.exp(bgBbLogOne(giving, x, last, 6));
      }
    }
    expect(sum).toBeCloseTo(1, 12);
  });
});

describe('sBG', () => {
  const highEnd = { alpha: 0.668, beta: 3.806 };

  test('retention rises, churn adds up to what survival loses', () => {
    let left = 1;
    for (let t = 1; t <= 40; t++) {
      left -= sbgChurn(highEnd, t);
      expect(sbgSurvival(highEnd, t)).toBeCloseTo(left, 12);
      expect(sbgRetention(highEnd, t)).toBeCloseTo(sbgSurvival(highEnd, t) / sbgSurvival(highEnd, t - 1), 12);
      expect(sbgRetention(highEnd, t + 1)).toBeGreaterThan(sbgRetention(highEnd, t));
    }
  });

  test('discounted lifetimes are the sums that define them', () => {
    // python3, mpmath: hyp2f1(1, b, a+b, 1/1.1); nsum of B(a, b+n+k)/B(a, b+n-1) / 1.1^k
    close(sbgLifetime(highEnd, 0.1), 5.922596407612764, 1e-12);
    close(sbgResidualLifetime(highEnd, 0, 0.1), 5.41485604837404, 1e-12);
    close(sbgResidualLifetime(highEnd, 1, 0.1), 5.901753167753022, 1e-12);
    close(sbgResidualLifetime(highEnd, 4, 0.1), 6.8970573977460905, 1e-12);
    let sum = 0;
    for (let t = 0; t < 400; t++) sum += sbgSurvival(highEnd, t) / 1.1 ** t;
    close(sbgLifetime(highEnd, 0.1), sum, 1e-9);
    expect(sbgLifetime(highEnd, 0)).toBe(Infinity); // alpha < 1: some hardly ever leave
    expect(sbgLifetime({ alpha: 2, beta: 3 }, 0)).toBe(4);
  });
});

describe('lifetime value', () => {
  test('of one order a month is an annuity', () => {
    const value = lifetimeValue((t) => t / 30, 10, { months: 12, discount: 0.01 });
    expect(value).toBeCloseTo((10 * (1 - 1.01 ** -12)) / 0.01, 10);
    expect(lifetimeValue((t) => t / 4.345, 10, { months: 12, discount: 0, monthLength: 4.345 })).toBeCloseTo(120, 10);
  });
});
