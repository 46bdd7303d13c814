import { useCallback, useEffect, useEffectEvent, useRef } from "react";

/** Every kind of picture, and PDF; the extensions for systems that do not know these as such. */
const ACCEPTED = "image/*,.heic,.heif,.tif,.tiff,application/pdf,.pdf";

/** The browser's own way to choose files, or, with `camera`, to take a picture. */
export function useFileDialog(onChosen: (files: File[]) => void): (camera?: boolean) => void {
  const input = useRef<HTMLInputElement>(null);
  const chosen = useEffectEvent(onChosen);

  useEffect(() => {
    const element = document.createElement("input");
    element.type = "file";
    element.accept = ACCEPTED;
    element.multiple = true;
    element.hidden = true;
    element.addEventListener("change", () => {
      chosen([...(element.files ?? [])]);
      element.value = ""; // or the same file could not be chosen twice
    });
    document.body.append(element);
    input.current = element;
    return () => element.remove();
  }, []);

  return useCallback((camera = false) => {
    input.current?.toggleAttribute("capture", camera);
    input.current?.click();
  }, []);
}
