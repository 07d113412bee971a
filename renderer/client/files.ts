/** Files that leave the engine (blobs) and files that a person brings (paths in Electron, uploads in a browser). */
import { electronHost } from './bridge.ts';
import { hostKey } from './key.ts';

const keyHeader = (): Record<string, string> => (electronHost() ? {} : { 'x-hearth-key': hostKey() });

export async function readBlob(blobId: string): Promise<Blob> {
  const response = await fetch(`blob/${encodeURIComponent(blobId)}`, { headers: keyHeader() });
  if (!response.ok) throw new Error(`blob ${response.status}`);
  return response.blob();
}

export async function saveBlob(blobId: string, fileName: string): Promise<void> {
  saveFile(await readBlob(blobId), fileName);
}

export function saveFile(content: Blob, fileName: string): void {
  const url = URL.createObjectURL(content);
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = fileName;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export const saveText = (text: string, fileName: string, type = 'text/csv;charset=utf-8'): void =>
  saveFile(new Blob([type.startsWith('text/csv') ? `\uFEFF${text}` : text], { type }), fileName);

export interface BroughtFile {
  file: File;
  /** Path inside the dropped folder, or the plain name. */
  name: string;
}

export interface Brought {
  files: BroughtFile[];
  /** True when a folder was dropped: its files belong together. */
  isFolder: boolean;
}

/** What a drop holds, folders walked. Must be called in the drop event itself: the list empties afterwards. */
export async function filesOfDrop(transfer: DataTransfer): Promise<Brought> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  const plain = [...transfer.files];
  const isFolder = entries.some((entry) => entry?.isDirectory);
  // Electron knows the path of a dropped folder itself, so it need not be walked.
  if (!isFolder || electronHost()) return { files: plain.map((file) => ({ file, name: file.name })), isFolder: false };
  const files: BroughtFile[] = [];
  for (const entry of entries) if (entry) await walk(entry, '', files);
  return { files, isFolder };
}

async function walk(entry: FileSystemEntry, folder: string, into: BroughtFile[]): Promise<void> {
  if (entry.name.startsWith('.')) return;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    into.push({ file, name: folder + entry.name });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0) return;
    for (const child of batch) await walk(child, `${folder}${entry.name}/`, into);
  }
}

/** Gives the engine paths it can read. In Electron the files stay where they are; in a browser they are copied to the host. */
export async function bringFiles(
  brought: Brought,
  onProgress: (done: number, all: number) => void = () => {},
): Promise<string[]> {
  const host = electronHost();
  if (host) return brought.files.map(({ file }) => host.pathFor(file));
  const batch = crypto.randomUUID();
  const paths: string[] = [];
  let batchPath: string | null = null;
  for (const [index, { file, name }] of brought.files.entries()) {
    onProgress(index, brought.files.length);
    const response = await fetch(`upload?batch=${batch}&name=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: keyHeader(),
      body: file,
    });
    if (!response.ok) throw new Error(`upload ${response.status}: ${await response.text()}`);
    const answer = (await response.json()) as { path: string; batchPath: string };
    paths.push(answer.path);
    batchPath = answer.batchPath;
  }
  return brought.isFolder && batchPath ? [batchPath] : paths;
}
