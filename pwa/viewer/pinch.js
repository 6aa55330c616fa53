// Two fingers, or the wheel with Ctrl held (which is also what a touchpad's pinch sends).

const WHEEL_SPEED = 0.0022;

/** @param {HTMLElement} desk @param {(factor: number) => void} zoomBy */
export function watchPinch(desk, zoomBy) {
  desk.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoomBy(Math.exp(-event.deltaY * WHEEL_SPEED));
    },
    { passive: false },
  );
  let apart = 0;
  desk.addEventListener("touchstart", (event) => {
    apart = distance(event.touches);
  });
  desk.addEventListener(
    "touchmove",
    (event) => {
      const now = distance(event.touches);
      if (now === 0 || apart === 0) return;
      event.preventDefault();
      zoomBy(now / apart);
      apart = now;
    },
    { passive: false },
  );
}

/** @param {TouchList} touches @returns {number} 0 where there are not two fingers */
function distance(touches) {
  const [one, two] = touches;
  return one && two && touches.length === 2
    ? Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY)
    : 0;
}
