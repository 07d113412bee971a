/** True when a key belongs to what has the focus: a field, an open dialog or menu, or an input method at work. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.isComposing || event.keyCode === 229) return true;
  const node = event.target instanceof HTMLElement ? event.target : null;
  if (!node) return false;
  if (node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName))
    return !(node instanceof HTMLInputElement && /^(checkbox|radio)$/.test(node.type));
  return node.closest('[role="dialog"][aria-modal="true"], [role="menu"], [role="listbox"]') !== null;
}

export const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);
export const modKey = isMac ? '⌘' : 'Ctrl';
