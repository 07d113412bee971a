/** What the arguments ask for: a command of the command line, a file to open, or just the window. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** A person's own arguments: after the executable, and in a checkout after the script it was given, which switches may precede. */
function own(argv: readonly string[], isPackaged: boolean): readonly string[] {
  const args = argv.slice(1);
  return isPackaged ? args : args.slice(args.findIndex((a) => !a.startsWith('-')) + 1);
}

/**
 * `hearth import …`, `hearth --help`: the arguments of the command line, or null for a window. An installed product has no Node
 * of its own to run the command line with (the runAsNode fuse is off), so its executable does it; a checkout has `npm run hearth`.
 * A command is one plain word, first: files have an extension or a folder in their name.
 */
export function commandOf(argv: readonly string[], isPackaged: boolean): string[] | null {
  if (!isPackaged) return null;
  const args = own(argv, isPackaged);
  const first = args.findIndex((a) => !a.startsWith('-') || a === '--help' || a === '--version');
  if (first < 0) return null;
  return /^([a-z]+|--help|--version)$/.test(args[first]!) ? args.slice(first) : null;
}

/** The last argument that names a file or a folder that is there; switches are passed over. */
export function pathOf(argv: readonly string[], isPackaged: boolean, folder: string): string | null {
  for (const argument of own(argv, isPackaged).toReversed()) {
    if (argument === '' || argument.startsWith('-')) continue;
    const path = resolve(folder, argument);
    if (existsSync(path)) return path;
  }
  return null;
}
