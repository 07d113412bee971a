#!/usr/bin/env node
/** `hearth`: the engine without a window. JSON alone on stdout with --json; words and progress on stderr; exit 0 done, 1 wrong input, 2 our fault. */
import { toWire } from '../base/errors.ts';
import { VERSION } from '../base/version.ts';
import { parse } from './args.ts';
import { COMMANDS as GENERAL } from './commands.ts';
import { doctor } from './doctor.ts';
import { runBench, serve } from './longRunning.ts';
import { MEMBER_COMMANDS } from './memberCommands.ts';
import { TOPIC_COMMANDS } from './topicCommands.ts';
import { VOICE_COMMANDS } from './voiceCommands.ts';
import { inWords } from './words.ts';

const COMMANDS = { ...GENERAL, ...MEMBER_COMMANDS, ...VOICE_COMMANDS, ...TOPIC_COMMANDS };

const EXTRA: Record<string, { usage: string; says: string }> = {
  doctor: { usage: 'doctor', says: 'What this machine has of what Hearth uses.' },
  serve: { usage: 'serve <ws> [--port N]', says: 'Serve the interface to a browser on this machine.' },
  bench: { usage: 'bench', says: 'Measure speed and memory (in a checkout).' },
};

async function main(argv: string[]): Promise<number> {
  const [name = '--help', ...rest] = argv;
  const isDebug = argv.includes('--debug');
  const isJson = argv.includes('--json');
  try {
    if (name === '--help' || name === 'help' || rest.includes('--help')) {
      process.stdout.write(help(name));
      return 0;
    }
    if (name === '--version') {
      process.stdout.write(`${VERSION}\n`);
      return 0;
    }
    if (name === 'doctor') return doctor(isJson);
    if (name === 'serve') return await serve(parse(rest, { port: 'text' }), isJson);
    if (name === 'bench') return runBench(rest);
    const command = COMMANDS[name];
    if (!command) {
      process.stderr.write(
        `There is no command "${name}". Known: ${[...Object.keys(COMMANDS), ...Object.keys(EXTRA)].join(', ')}. See hearth --help.\n`,
      );
      return 1;
    }
    const result = await command.run(parse(rest, command.flags), isJson || !process.stderr.isTTY ? () => {} : showProgress);
    if (command.isLines) {
      for (const chunk of inChunks(result as Iterable<object>)) await write(chunk);
      return 0;
    }
    await write(isJson || (name === 'import' && rest.includes('--guess')) ? `${JSON.stringify(result)}\n` : inWords(result));
    return 0;
  } catch (error) {
    const wire = toWire(error);
    process.stderr.write(`${wire.name === 'Bug' ? 'This is a fault of Hearth: ' : ''}${wire.message.replaceAll('\n', ' ')}\n`);
    if (isDebug && wire.stack) process.stderr.write(`${wire.stack}\n`);
    return wire.name === 'Bug' ? 2 : 1;
  }
}

function showProgress(stage: string, fraction: number | null): void {
  process.stderr.write(`\r\x1b[K${stage}${fraction === null ? '…' : ` ${Math.round(fraction * 100)} %`}`);
}

const CHUNK = 1 << 16;

/** Objects as lines, many a write. When one cannot be made, those before it are given first. */
function* inChunks(objects: Iterable<object>): Generator<string> {
  let chunk = '';
  try {
    for (const object of objects) {
      chunk += `${JSON.stringify(object)}\n`;
      if (chunk.length < CHUNK) continue;
      yield chunk;
      chunk = '';
    }
  } catch (error) {
    if (chunk !== '') yield chunk;
    throw error;
  }
  if (chunk !== '') yield chunk;
}

/** Waits until the pipe has taken everything: process.exit would cut it. */
function write(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(text, () => resolve()));
}

function help(name: string): string {
  const all = { ...COMMANDS, ...EXTRA };
  const one = all[name];
  if (one) return `hearth ${one.usage}\n\n${one.says}\n`;
  const lines = Object.values(all).map((c) => `  hearth ${c.usage}\n      ${c.says}`);
  return `Hearth ${VERSION}: analyse a community's exports on this machine.\n\n${lines.join('\n')}\n\nEvery command takes --json (one document on stdout) and --debug (a stack trace when something fails).\n`;
}

// Who reads has had enough (`| head`): that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));
process.exitCode = await main(process.argv.slice(2));
