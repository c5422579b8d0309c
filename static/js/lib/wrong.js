/** A text can't be read as what its field wants: a problem's code, and what its words are filled with. */
export class WrongValue extends Error {
  /** @param {string} code @param {Record<string, string>} [values] */
  constructor(code, values = {}) {
    super(code)
    this.code = code
    this.values = values
  }
}
