/** A file could not be had: no network, a host in trouble, or it is not to be fetched now. */
export class LoadError extends Error {}

/**
 * A module that is fetched once it is needed; the next call tries again what failed.
 *
 * @template T
 * @param {Promise<T>} module
 * @returns {Promise<T>} rejected with a LoadError where it could not be had
 */
export const late = (module) =>
  module.catch((cause) => {
    throw new LoadError(cause.message, { cause })
  })
