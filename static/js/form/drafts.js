/**
 * What somebody has typed and not yet sent, kept on this device and nowhere else.
 *
 * @typedef {{ value: any, base: any, id: string, at: number }} Draft - `base`: what the file said when the draft was
 *   begun; `id`: of the centre, also of a new one
 */

/** @param {string} name - of the site and the centre */
export function openDraft(name) {
  const attempt = (work) => {
    try {
      return work()
    } catch {
      return null // a device that keeps nothing: the form works all the same
    }
  }
  return {
    /** @returns {Draft | null} */
    read: () => attempt(() => JSON.parse(localStorage.getItem(name))),
    /** @param {Draft} draft */
    keep: (draft) => attempt(() => localStorage.setItem(name, JSON.stringify(draft))),
    drop: () => attempt(() => localStorage.removeItem(name)),
  }
}
