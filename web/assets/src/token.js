const SVG = 'http://www.w3.org/2000/svg';

/** One token runs along the way-points of a flow. */
export function run(canvas, flow) {
  if (!flow || !flow.waypoints) return;
  const token = document.createElementNS(SVG, 'circle');
  token.setAttribute('r', 7);
  token.setAttribute('class', 'token');
  canvas.getLayer('tokens', 5).appendChild(token);
  const points = flow.waypoints;
  const lengths = points.slice(1).map((point, index) => Math.hypot(point.x - points[index].x, point.y - points[index].y));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const started = performance.now();
  const lasts = Math.min(900, 250 + total * 1.5);
  const frame = (now) => {
    let way = Math.max(0, Math.min(1, (now - started) / lasts)) * total;
    let index = 0;
    while (index < lengths.length - 1 && way > lengths[index]) { way -= lengths[index]; index += 1; }
    const part = lengths[index] ? Math.min(1, way / lengths[index]) : 0;
    token.setAttribute('cx', points[index].x + (points[index + 1].x - points[index].x) * part);
    token.setAttribute('cy', points[index].y + (points[index + 1].y - points[index].y) * part);
    if (now - started < lasts) requestAnimationFrame(frame);
    else token.remove();
  };
  requestAnimationFrame(frame);
}
