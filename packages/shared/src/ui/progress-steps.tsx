export type ProgressStepsProps = {
  /** From 1. */
  current: number;
  total: number;
  /** What this step is about, in two or three words. */
  label?: string | undefined;
};

/** How far one is, in words; the bars say the same to the eye. */
export function ProgressSteps({ current, total, label }: ProgressStepsProps) {
  return (
    <div className="steps">
      <p>
        Étape {current} sur {total}
        {label ? ` : ${label}` : ''}
      </p>
      <div className="steps-bars" aria-hidden="true">
        {Array.from({ length: total }, (_, index) => (
          <span key={index} className={index < current ? 'steps-done' : undefined} />
        ))}
      </div>
    </div>
  );
}
