'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { cropOf, wholeSquare } from '@/lib/photos/rules';

type Picture = { url: string; width: number; height: number };

const sliders = [
  { part: 'size', label: 'Size of the square', min: 0.1 },
  { part: 'x', label: 'From left to right', min: 0 },
  { part: 'y', label: 'From top to bottom', min: 0 },
] as const;

/** The chosen picture with the square that will be kept, and what moves it. */
function CropPreview({ picture, id }: { picture: Picture; id: string }) {
  const [square, setSquare] = useState(wholeSquare);
  const frame = useRef<HTMLSpanElement>(null);
  const { width, height, url } = picture;
  const { x, y, size } = cropOf(square, width, height);

  useEffect(() => {
    const percent = (part: number, all: number) => `${(100 * part) / all}%`;
    Object.assign(frame.current?.style ?? {}, {
      left: percent(x, width),
      top: percent(y, height),
      width: percent(size, width),
      height: percent(size, height),
    });
  }, [x, y, size, width, height]);

  return (
    <div className="grid max-w-sm gap-2">
      <span className="relative block w-fit overflow-hidden rounded-control">
        <img className="block max-h-80 max-w-full" src={url} alt="" />
        <span
          ref={frame}
          className="absolute rounded-full outline-2 outline-white shadow-[0_0_0_9999px_var(--color-shade)]"
        />
      </span>
      {sliders.map(({ part, label, min }) => (
        <label className="meta grid" key={part} htmlFor={`${id}-${part}`}>
          {label}
          <input
            id={`${id}-${part}`}
            type="range"
            min={min}
            max={1}
            step={0.01}
            value={square[part]}
            onChange={({ currentTarget }) => setSquare({ ...square, [part]: Number(currentTarget.value) })}
          />
        </label>
      ))}
      <input type="hidden" name="x" value={x} />
      <input type="hidden" name="y" value={y} />
      <input type="hidden" name="size" value={size} />
    </div>
  );
}

type CropFieldProps = { id: string; accept: string; isSquare: boolean; children: ReactNode };

/** The file of a photo. With JavaScript the square is chosen on the picture; without, `children` stand in its place. */
export function CropField({ id, accept, isSquare, children }: CropFieldProps) {
  const [picture, setPicture] = useState<Picture | null>(null);

  useEffect(() => () => URL.revokeObjectURL(picture?.url ?? ''), [picture]);

  const choose = async (file: File | undefined) => {
    setPicture(null);
    if (!file || !isSquare) return;
    const shown = new Image();
    shown.src = URL.createObjectURL(file);
    // What the browser cannot show is sent as it is; the server says what is wrong with it.
    const isShown = await shown.decode().then(
      () => true,
      () => false,
    );
    if (isShown) setPicture({ url: shown.src, width: shown.naturalWidth, height: shown.naturalHeight });
  };

  return (
    <>
      <input
        className="input"
        id={id}
        type="file"
        name="file"
        accept={accept}
        required
        aria-describedby={`${id}-hint`}
        onChange={({ currentTarget }) => choose(currentTarget.files?.[0])}
      />
      {picture ? <CropPreview picture={picture} id={id} key={picture.url} /> : children}
    </>
  );
}
