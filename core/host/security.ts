/** What both hosts send with every answer, and how a request is told from a stranger's. */
import { timingSafeEqual } from 'node:crypto';

/** Scripts only from us; style elements only with the answer's nonce (Mantine); style attributes are ECharts' tooltips. */
export function contentSecurityPolicy(nonce: string, connect: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${connect ? ` ${connect}` : ''}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}

export function securityHeaders(nonce: string, connect = ''): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(nonce, connect),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=()',
    'cache-control': 'no-store',
  };
}

/** Constant time for texts of one length; a wrong length tells nothing that the protocol does not. */
export function isSameKey(given: unknown, key: string): boolean {
  if (typeof given !== 'string') return false;
  const a = Buffer.from(given);
  const b = Buffer.from(key);
  return a.length === b.length && timingSafeEqual(a, b);
}
