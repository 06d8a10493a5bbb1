"use client";

import { Component, type ReactNode, Suspense } from "react";

/**
 * Lets what it wraps set the response's status and then disappear. A server component inside that calls Next's
 * `forbidden()` or `notFound()` below a Suspense boundary decides the status of a page that is otherwise complete; in the
 * browser the same error arrives again and must stop here, or Next would put its own page in the place of ours.
 */
export class StatusCode extends Component<{ children: ReactNode }, { caught: boolean }> {
  override state = { caught: false };

  static getDerivedStateFromError() {
    return { caught: true };
  }

  override render() {
    return this.state.caught ? null : <Suspense fallback={null}>{this.props.children}</Suspense>;
  }
}
