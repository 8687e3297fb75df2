/** What is cut off or sticks out of its box, told by its class and words. What scrolls or ends in an ellipsis may be longer. */
export function cutOff(): string[] {
  const fine = (element: Element): boolean => {
    const { display, visibility, overflowX, textOverflow } = getComputedStyle(element);
    if (display === 'inline' || display === 'contents' || visibility === 'hidden') return true;
    if (/auto|scroll/.test(overflowX) || textOverflow === 'ellipsis') return true;
    // Rows of tiles are as wide as their tiles, whatever is said.
    if (element.querySelector('.grid') !== null) return true;
    // Shown to the ear alone, or typed into, or drawn.
    const others = '.sr-only, .unseen, input, textarea, select, option, svg, svg *, progress';
    return element.clientWidth <= 1 || element.matches(others);
  };
  return [...document.body.querySelectorAll('*')]
    .filter((element) => element.scrollWidth > element.clientWidth + 1 && !fine(element))
    .map((element) => {
      const words = (element.textContent ?? '').trim().slice(0, 60);
      return `<${element.localName} class="${element.getAttribute('class') ?? ''}"> ${element.scrollWidth} > ${element.clientWidth}: ${words}`;
    });
}
