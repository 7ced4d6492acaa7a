// Progress of a form that carries files. The server sees the same plain form.
function finish(request) {
  const here = request.responseURL.split('#')[0] === window.location.href.split('#')[0];
  if (request.status < 400 && !here) { window.location.assign(request.responseURL); return; }
  document.open();
  document.write(request.responseText); // eslint-disable-line no-unsanitized/method -- our own server's page
  document.close();
}

export function upload(form) {
  form.addEventListener('submit', (event) => {
    const files = [...form.querySelectorAll('input[type=file]')].some((input) => input.files.length);
    const bar = form.querySelector('progress');
    if (!files || !bar) return;
    event.preventDefault();
    const data = new FormData(form);
    if (event.submitter && event.submitter.name) data.append(event.submitter.name, event.submitter.value);
    const request = new XMLHttpRequest();
    request.open('POST', form.getAttribute('action')); // form.action may be one of our buttons
    bar.hidden = false;
    request.upload.addEventListener('progress', (step) => { if (step.lengthComputable) bar.value = step.loaded / step.total; });
    request.addEventListener('load', () => finish(request));
    request.addEventListener('error', () => { bar.hidden = true; form.submit(); });
    request.send(data);
  });
}
