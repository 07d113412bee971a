/** The import that runs or has just run, kept while the person looks at other pages. */
import { create } from 'zustand';

export const useImportRun = create<{ jobId: number | null }>()(() => ({ jobId: null }));
