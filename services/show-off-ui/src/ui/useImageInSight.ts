import { type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";

interface ImageInSight<Of extends Element> {
  /** Where the image is to be seen. */
  readonly place: RefObject<Of | null>;
  /** Undefined until it was in sight once, as far as scrolling goes. */
  readonly url: string | undefined;
  readonly failed: boolean;
  /** It was fetched and cannot be shown. */
  readonly onError: () => void;
}

/**
 * An image that is asked for once its place is in sight. `open` makes an address of it, which is
 * let go when the place is gone; `id` says which image it is.
 */
export function useImageInSight<Of extends Element>(
  id: string,
  open: (id: string) => Promise<string>,
): ImageInSight<Of> {
  const place = useRef<Of>(null);
  const [seen, setSeen] = useState(false);
  const [url, setUrl] = useState<string>();
  const [failed, setFailed] = useState(false);
  const opened = useEffectEvent(open);
  useEffect(() => {
    if (seen || !place.current) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [seen]);
  useEffect(() => {
    if (!seen) return;
    let gone = false;
    const address = opened(id);
    address.then(
      (it) => !gone && setUrl(it),
      () => !gone && setFailed(true),
    );
    return () => {
      gone = true;
      address.then(URL.revokeObjectURL, () => {});
    };
  }, [id, seen]);
  return { place, url, failed, onError: () => setFailed(true) };
}
