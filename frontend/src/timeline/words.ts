/** The parts of the page that say in words what the picture shows. */
const PARTS = ['told', 'as-table'];

/** Whether somebody is reading or pointing at them: then nothing may jump. */
export function isRead(root: ParentNode): boolean {
  return PARTS.some(
    (id) => root.querySelector(`#${id}:hover, #${id}:focus-within, #${id} [aria-selected]`) !== null,
  );
}

/** Takes these parts from a page that the server wrote anew. */
export function takeWords(from: Document, into: Document): void {
  for (const id of PARTS) {
    const fresh = from.getElementById(id);
    const old = into.getElementById(id);
    if (fresh && old) {
      old.replaceWith(into.adoptNode(fresh));
    }
  }
}
