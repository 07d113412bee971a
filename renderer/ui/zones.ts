/** IANA zones of this runtime, the likely ones first. */
const FIRST = [
  'Asia/Shanghai',
  'UTC',
  'Asia/Hong_Kong',
  'Asia/Taipei',
  'Asia/Singapore',
  'Europe/London',
  'America/New_York',
  'America/Los_Angeles',
];

export const ZONES: string[] = [...new Set([...FIRST, ...Intl.supportedValuesOf('timeZone')])];
