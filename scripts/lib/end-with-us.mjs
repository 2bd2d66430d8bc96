// @ts-check
/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** Ends a helper process when we end before it does. @param {ChildProcess} child */
export function endWithUs(child) {
  const end = () => {
    child.kill();
  };
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
}
