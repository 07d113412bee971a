/** Child process of the lock tests: opens a workspace for writing, says so, waits to be ended. */
import { openWorkspace } from '../../../core/store/workspace.ts';

try {
  const workspace = openWorkspace(process.argv[2]!);
  workspace.writer.exec("INSERT INTO recipe (name, definition, updated_at) VALUES ('held', '{}', 1)");
  process.stdout.write('open\n');
  process.stdin.on('data', () => {
    workspace.close();
    process.exit(0);
  });
} catch (error) {
  process.stdout.write(`${(error as { code?: string }).code}\n`);
}
