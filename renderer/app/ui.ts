/** What is open over the page. */
import { create } from 'zustand';
import type { Job } from '../../core/api/contract.ts';
import type { LinkStatus } from '../client/bridge.ts';

export const useUi = create<{
  isOpenDialog: boolean;
  isShortcuts: boolean;
  isJobs: boolean;
  link: LinkStatus;
  jobs: Job[];
}>()(() => ({ isOpenDialog: false, isShortcuts: false, isJobs: false, link: 'connecting', jobs: [] }));
