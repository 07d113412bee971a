/** What no file of the desktop shell may say, whatever the tests of its behaviour find. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { randomSource } from '../../core/base/random.ts';
import { isAllowedExternal } from '../../electron/external.ts';
