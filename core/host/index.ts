export { staticFile, withNonce } from './files.ts';
export { type HostOptions, type RunningHost, startHost } from './host.ts';
export { securityHeaders } from './security.ts';
