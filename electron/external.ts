/** Pages the interface links to. Anything else, and any scheme but https, stays closed. */
const HOSTS: ReadonlySet<string> = new Set(['stackexchange.com', 'analyse.kmi.open.ac.uk', 'creativecommons.org']);

export function isAllowedExternal(url: string): boolean {
  try {
    const { protocol, hostname, username, password, port } = new URL(url);
    const isKnown = HOSTS.has(hostname) || hostname.endsWith('.stackexchange.com');
    return protocol === 'https:' && isKnown && username === '' && password === '' && port === '';
  } catch {
    return false; // not an URL
  }
}
