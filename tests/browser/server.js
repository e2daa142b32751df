// Serves built sites on loopback, each under a base path of its own: `/NAME/`.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};

/** Starts the server; `origin` is its address without a path. */
export async function serve(sites) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const site = sites.find((site) => path.startsWith(site.base));
    const { status, body, type } = await answer(site, path);
    response.writeHead(status, { "content-type": type, "cache-control": "max-age=600" }).end(body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, close };
}

async function answer(site, path) {
  if (!site) return { status: 404, body: "", type: TYPES[".txt"] };
  const route = normalize(path.slice(site.base.length)).replace(/^(\.\.[/\\])+/, "");
  const file = join(site.folder, path.endsWith("/") ? join(route, "index.html") : route);
  try {
    return { status: 200, body: await readFile(file), type: TYPES[extname(file)] ?? "application/octet-stream" };
  } catch {
    const missing = await readFile(join(site.folder, "404.html")).catch(() => "");
    return { status: 404, body: missing, type: TYPES[".html"] };
  }
}
