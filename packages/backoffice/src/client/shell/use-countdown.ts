import { useEffect, useState } from 'react';

/** Counts down from what the server said, which alone knows the time; each new answer sets it right. */
export function useCountdown(seconds: number | null): number | null {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    setLeft(seconds);
    if (seconds === null || seconds === 0) return;
    const start = performance.now();
    const timer = setInterval(() => {
      setLeft(Math.max(0, Math.ceil(seconds - (performance.now() - start) / 1_000)));
    }, 250);
    return () => clearInterval(timer);
  }, [seconds]);
  return left;
}
