// @ts-check
/**
 * Asks the simulator what an edit would show: one question on its way at a time, the newest wish wins.
 */

const PATIENCE_MS = 3000; // an answer that has not come by then never will: the connection has been replaced

export class Questions {
  /**
   * @param {(ticket: number, edit: Record<string, any>) => void} send
   * @param {() => number} [now] milliseconds
   */
  constructor(send, now = () => performance.now()) {
    this.send = send;
    this.now = now;
    this.ticket = 0;
    /** @type {{key: string, edit: Record<string, any>, due: boolean} | null} */
    this.wish = null;
    /** @type {{ticket: number, key: string, since: number} | null} */
    this.flying = null;
  }

  /** What the hand wants to see; null: nothing. @param {Record<string, any> | null} edit */
  want(edit) {
    const key = edit ? JSON.stringify(edit) : '';
    if (key === (this.wish?.key ?? '')) return;
    this.wish = edit ? { key, edit, due: key !== this.flying?.key } : null;
    this.pump();
  }

  /** Ask for the same again, because the weights have moved on. */
  again() {
    if (this.wish) this.wish.due = true;
    this.pump();
  }

  pump() {
    const { wish, flying } = this;
    if (!wish?.due || (flying && this.now() - flying.since < PATIENCE_MS)) return;
    wish.due = false;
    this.ticket += 1;
    this.flying = { ticket: this.ticket, key: wish.key, since: this.now() };
    this.send(this.ticket, wish.edit);
  }

  /**
   * Take in an answer.
   * @param {number} ticket
   * @returns {boolean} whether it answers what is wanted now
   */
  answered(ticket) {
    if (this.flying?.ticket !== ticket) return false;
    const { key } = this.flying;
    this.flying = null;
    this.pump();
    return key === this.wish?.key;
  }
}
