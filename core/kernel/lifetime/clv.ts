/** Value of the orders to come, month by month: each month's expected orders times the value of an order, discounted at the end of it.
 *  @param expectedUntil orders expected within t from now, in the model's unit of time
 *  @param value         margin or revenue of one order, >= 0
 *  @param options.months how far ahead, default 12
 *  @param options.discount monthly rate, default 0.01
 *  @param options.monthLength a month in the model's unit of time: 30 days (default), 4.345 weeks, 1 month, 720 hours
 *  Source: Fader, Hardie and Lee 2005, "RFM and CLV"; discrete form and defaults as `customer_lifetime_value` of lifetimes. */
export function lifetimeValue(
  expectedUntil: (t: number) => number,
  value: number,
  options: { months?: number; discount?: number; monthLength?: number } = {},
): number {
  const { months = 12, discount = 0.01, monthLength = 30 } = options;
  let before = 0;
  let sum = 0;
  for (let month = 1; month <= months; month++) {
    const orders = expectedUntil(month * monthLength);
    sum += (value * (orders - before)) / (1 + discount) ** month;
    before = orders;
  }
  return sum;
}
