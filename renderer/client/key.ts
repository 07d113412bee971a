/** The per-run key of the loopback host. It arrives in the address once and must be gone before the router reads the hash. */

const SLOT = 'hearth-key';

if (typeof location !== 'undefined' && location.hash.startsWith('#key=')) {
  sessionStorage.setItem(SLOT, decodeURIComponent(location.hash.slice('#key='.length)));
  history.replaceState(null, '', location.pathname + location.search);
}

export const hostKey = (): string => sessionStorage.getItem(SLOT) ?? '';
