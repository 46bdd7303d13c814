import { expect, it, vi } from "vitest";
import { newDocument } from "./document";
import { DocumentKeeper, type KeptDocument, resumed, withDocuments } from "./kept";

const document = newDocument("d", new File(["%PDF-"], "report.pdf"));

it("keeps a document when it comes and once the server has named it, until it is removed", () => {
  const shelf = { put: vi.fn(), remove: vi.fn() };
  const keeper = new DocumentKeeper(shelf, "tab");
  keeper.keep({ list: [], documents: [document] });
  keeper.keep({ list: [], documents: [{ ...document, state: "sending" }] });
  keeper.keep({ list: [], documents: [{ ...document, state: "reading", id: "j" }] });
  expect(shelf.put.mock.calls.map(([, kept]) => (kept as KeptDocument).id)).toEqual([
    undefined,
    "j",
  ]);
  keeper.keep({ list: [], cleared: [], documents: [] });
  expect(shelf.remove).not.toHaveBeenCalled();
  keeper.keep({ list: [] });
  expect(shelf.remove).toHaveBeenCalledWith("d");
});

it("goes on with those of its own tab, from their first pages", () => {
  const kept = { key: "d", name: "report.pdf", file: document.file, id: "j", at: 0 };
  const documents = resumed(
    [
      { ...kept, tab: "a" },
      { ...kept, key: "x", tab: "b" },
    ],
    "a",
  );
  expect(documents).toMatchObject([{ key: "d", id: "j", state: "reading" }]);
  const jobs = withDocuments({ list: [] }, documents);
  expect(jobs).toMatchObject({ shown: "d-1", list: [{ key: "d-1", phase: { at: "coming" } }] });
});
