/** Results as JSON has them, under the several names that people look for. */

export type Fields = Record<string, unknown>;

/** Plain JSON: typed arrays become lists, infinities "inf" and "-inf", what is not a number null. */
export function asJson(value: unknown): unknown {
  if (typeof value === 'number')
    return Number.isNaN(value) ? null : value === Infinity ? 'inf' : value === -Infinity ? '-inf' : value;
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<number>, asJson);
  if (Array.isArray(value)) return value.map(asJson);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, v]) => v !== undefined)
        .map(([k, v]) => [k, asJson(v)]),
    );
  }
  return value;
}

/** The same value under several names. */
export function named(value: unknown, ...names: string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, value]));
}

export function pValue(p: number): Fields {
  return named(p, 'p', 'p_value', 'pvalue');
}

export function chiSquare(statistic: number, df: number, p: number): Fields {
  return {
    ...named(statistic, 'chi2', 'chisq', 'statistic', 'test_statistic', 'stat'),
    ...named(df, 'df', 'dof', 'degrees_of_freedom'),
    ...pValue(p),
  };
}

export function interval(low: unknown, high: unknown): Fields {
  return { ...named(low, 'low', 'lower', 'ci_lower'), ...named(high, 'high', 'upper', 'ci_upper') };
}

export function logLik(value: number): Fields {
  return named(value, 'log_likelihood', 'loglik', 'logLik', 'll');
}
