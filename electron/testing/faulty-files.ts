import { type FileSystem, type OpenFile, systemFiles } from '../engine/durable/file-system.ts';

/** What goes wrong, and when. */
export interface FaultPlan {
  /** Bytes that the disk takes in all before it is full. */
  capacity?: number;
  /** Most bytes that one write takes. */
  largestWrite?: number;
  /** A full disk says nothing and takes no bytes, as some do. */
  silentWhenFull?: boolean;
  /** Syncs that fail with EIO. */
  failingSyncs?: number;
  /** Renames that fail before one succeeds, and what they answer. */
  blockedRenames?: number;
  renameCode?: string;
  /** Truncations fail as well. */
  failingTruncate?: boolean;
}

/** The machine's file system with faults in it. Change the plan at any time. */
export class FaultyFiles implements FileSystem {
  readonly plan: FaultPlan;
  readonly readFile = systemFiles.readFile;
  readonly readdir = systemFiles.readdir;
  readonly mkdir = systemFiles.mkdir;
  readonly unlink = systemFiles.unlink;

  constructor(plan: FaultPlan) {
    this.plan = plan;
  }

  async open(path: string, flags: 'wx' | 'r' | 'r+' | 'a+'): Promise<OpenFile> {
    return new FaultyFile(await systemFiles.open(path, flags), this.plan);
  }

  async rename(from: string, to: string): Promise<void> {
    const left = this.plan.blockedRenames ?? 0;
    if (left > 0) {
      this.plan.blockedRenames = left - 1;
      throw systemError(this.plan.renameCode ?? 'EBUSY');
    }
    await systemFiles.rename(from, to);
  }
}

class FaultyFile implements OpenFile {
  readonly #file: OpenFile;
  readonly #plan: FaultPlan;

  constructor(file: OpenFile, plan: FaultPlan) {
    this.#file = file;
    this.#plan = plan;
  }

  async write(
    bytes: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ bytesWritten: number }> {
    const capacity = this.#plan.capacity ?? Number.POSITIVE_INFINITY;
    const taken = Math.min(length, this.#plan.largestWrite ?? length, capacity);
    if (taken === 0 && this.#plan.silentWhenFull !== true) throw systemError('ENOSPC');
    const { bytesWritten } = await this.#file.write(bytes, offset, taken, position);
    this.#plan.capacity = capacity - bytesWritten;
    return { bytesWritten };
  }

  async sync(): Promise<void> {
    const left = this.#plan.failingSyncs ?? 0;
    if (left > 0) {
      this.#plan.failingSyncs = left - 1;
      throw systemError('EIO');
    }
    await this.#file.sync();
  }

  async truncate(length: number): Promise<void> {
    if (this.#plan.failingTruncate === true) throw systemError('EIO');
    await this.#file.truncate(length);
  }

  stat(): Promise<{ readonly size: number }> {
    return this.#file.stat();
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: put in by a test`), { code });
}
