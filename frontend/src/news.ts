/** A page that was drawn with nothing on it has nothing that could jump: it shows news at once. */
export function showsNewsAtOnce(root: ParentNode): boolean {
  return root.querySelector('.empty') !== null && root.querySelector('#news a') !== null;
}
