import type { Availability } from '@foyer/shared/http/catalogue';
import type { ReactNode } from 'react';
import './availability-bar.css';

/** Sold, held and free as parts of one bar; held is hatched, so that it reads without colour. */
export function AvailabilityBar({ availability }: { readonly availability: Availability }): ReactNode {
  const { total, booked, blocked, held } = availability;
  const share = (seats: number): string => `${total === 0 ? 0 : (seats / total) * 100}%`;
  return (
    <span
      className="availability"
      role="img"
      aria-label={`${booked} sold, ${held} held, ${availability.available} free of ${total}`}
    >
      <span className="availability-sold" style={{ width: share(booked + blocked) }} />
      <span className="availability-held" style={{ width: share(held) }} />
    </span>
  );
}
