// The page as readers would see it, beside the text: drawn by the server from what is typed, and put into the frame without
// loading it anew, so that it stays where one has scrolled to.

const afterLastKey = 600;

export function preview(form, checks) {
  const frame = form.querySelector("iframe[name=preview]");
  const address = `/admin/pages/${form.dataset.page}/`;
  let waiting, isRunning = false, isStale = false;

  frame.src = address + "preview";
  form.addEventListener("input", later);
  widths(form, frame);
  new ResizeObserver(() => fit(frame)).observe(frame.parentElement);

  function later() {
    clearTimeout(waiting);
    waiting = setTimeout(draw, afterLastKey);
  }

  async function draw() {
    isStale = isRunning;
    if (isRunning) {
      return;
    }
    isRunning = true;
    try {
      const body = new FormData(form);
      const answers = await Promise.all(["preview", "checks"].map(part => fetch(address + part, { method: "POST", body, redirect: "manual" })));
      if (answers.every(answer => answer.status === 200)) {
        const [page, found] = await Promise.all(answers.map(answer => answer.text()));
        checks(found);
        show(frame, page);
      }
    } catch { /* The next key tries again, and saving says what is wrong. */ } finally {
      isRunning = false;
      if (isStale) {
        later();
      }
    }
  }

  return draw;
}

function show(frame, html) {
  const shown = frame.contentDocument;
  if (!shown?.querySelector("main")) {
    // A link was followed in it, to a page that is not to be framed.
    frame.src = frame.src;
    return;
  }
  const next = new DOMParser().parseFromString(html, "text/html").documentElement;
  const top = frame.contentWindow.scrollY;
  // The style sheets stay, or the page would stand there bare for a moment.
  shown.body.replaceWith(shown.adoptNode(next.querySelector("body")));
  frame.contentWindow.scrollTo(0, top);
}

function widths(form, frame) {
  const choice = form.querySelector("[data-widths]");
  choice.hidden = false;
  for (const button of choice.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      for (const other of choice.querySelectorAll("button")) {
        other.setAttribute("aria-pressed", other === button);
      }
      frame.dataset.width = button.dataset.width;
      fit(frame);
    });
  }
}

// A desk is wider than the frame: the page is drawn in its width, and made smaller as a whole.
function fit(frame) {
  const room = frame.parentElement.clientWidth;
  const width = frame.dataset.width === "phone" ? 390 : 1280;
  const scale = Math.min(1, room / width);
  Object.assign(frame.style, { width: `${width}px`, height: `${frame.parentElement.clientHeight / scale}px`, transform: `scale(${scale})` });
}
