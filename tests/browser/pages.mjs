// One address of every kind of page over the sample archive.
import { json } from "./room.mjs";

const part = encodeURIComponent;

/** Returns the addresses by name. */
export async function everyPage(room) {
  const answer = await json(room, "/search.json?q=tran+van+hung");
  const [hit] = answer.hits;
  const documents = await json(room, "/documents.json");
  return {
    home: "/",
    hits: "/search?q=tran+van+hung",
    "further hits": "/search?q=tran+van+hung&trang=2",
    "hits with filters": `/search?q=tran+van+hung&nam=2025&-cap-uy=${part(hit.bodies[0].key)}`,
    "hits of a year": "/search?q=tran+van+hung&tu=2025-01-01&den=2025-12-31",
    "hits in part": "/search?q=h%E1%BB%99i+ngh%E1%BB%8B+t%E1%BB%95ng+k%E1%BA%BFt+hu%E1%BA%A5n+luy%E1%BB%87n+b%C3%B3ng+%C4%91%C3%A1",
    "no hits": "/search?q=tran+van+hung&nam=1990&can-bo=X",
    "nothing at all": "/search?q=zzzz",
    "a filter that is wrong": "/search?q=tran+van+hung&nam=abc",
    facet: "/facet/can-bo?q=tran+van+hung",
    "article with marks and facts": `/article/${hit.id}?q=tran+van+hung&hang=1&du-kien=co`,
    article: `/article/${hit.id}`,
    official: `/official/${part(hit.officials[0].key)}`,
    body: `/body/${part(hit.bodies[0].key)}`,
    document: `/document/${part(documents.entries[0].key)}`,
    officials: "/officials",
    bodies: "/bodies",
    documents: "/documents",
    years: "/years",
    coverage: "/coverage",
    api: "/api/v1/",
    error: "/nowhere",
    "no such official": "/official/Ai",
  };
}
