import { type RefObject, useEffect, useRef, useState } from "react";

export type CameraState = "starting" | "live" | "denied" | "missing";

interface Camera {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly state: CameraState;
  readonly flip: () => void;
  /** The picture that is seen now, as JPEG in the camera's own resolution. */
  readonly take: () => Promise<Blob | null>;
}

/** Whether a page may ask for a camera at all: only in a secure context. */
export function mayWatch(): boolean {
  return navigator.mediaDevices !== undefined;
}

/** A camera that runs as long as the component is there. Begins with the one at the back. */
export function useCamera(): Camera {
  const video = useRef<HTMLVideoElement>(null);
  const [facing, setFacing] = useState<"environment" | "user">("environment");
  const [state, setState] = useState<CameraState>("starting");

  useEffect(() => {
    let stream: MediaStream | undefined;
    let left = false;
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const start = async () => {
      stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: facing, width: { ideal: 3840 }, height: { ideal: 2160 } },
      });
      if (left) return stop();
      if (video.current) await firstFrame(video.current, stream);
      if (!left) setState("live");
    };
    setState("starting");
    start().catch((error: unknown) => {
      const name = error instanceof DOMException ? error.name : "";
      setState(name === "NotAllowedError" || name === "SecurityError" ? "denied" : "missing");
    });
    return () => {
      left = true;
      stop();
    };
  }, [facing]);

  return {
    video,
    state,
    flip: () => setFacing(facing === "user" ? "environment" : "user"),
    take: () => (video.current ? still(video.current) : Promise.resolve(null)),
  };
}

/** Shows a stream; done when there is something to take a picture of. */
function firstFrame(video: HTMLVideoElement, stream: MediaStream): Promise<void> {
  return new Promise((resolve) => {
    video.addEventListener("loadeddata", () => resolve(), { once: true });
    video.srcObject = stream;
  });
}

function still(video: HTMLVideoElement): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext("2d")?.drawImage(video, 0, 0);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.95));
}
