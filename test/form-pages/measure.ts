/** When the first field took typing, in milliseconds since the navigation began; and what a keystroke took until it was painted. */
declare global {
  interface Window {
    typableAt?: number;
    paints: number[];
  }
}

/** Put first into a page: notices the first field, and measures keystrokes. */
export function watchTyping(): void {
  window.paints = [];
  const look = () => {
    const first = document.querySelector<HTMLInputElement>('#root input[type="text"], #root input.ant-input');
    if (first === null || window.typableAt !== undefined) return;
    observer.disconnect();
    // It takes typing once it has been drawn and nothing else holds the thread.
    requestAnimationFrame(() =>
      setTimeout(() => {
        first.focus();
        window.typableAt = performance.now();
      }),
    );
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true });
  document.addEventListener(
    'input',
    (event) => {
      const began = event.timeStamp;
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        // A message that is posted in a frame arrives behind its paint.
        port1.onmessage = () => window.paints.push(performance.now() - began);
        port2.postMessage(null);
      });
    },
    true,
  );
}
