"use client";

import { Component, type ReactNode } from "react";

/**
 * Lets what it wraps set the response's status and then disappear. A server component inside that calls Next's
 * `forbidden()` or `notFound()` decides the status of a page that is otherwise complete; in the browser the same error
 * arrives again and must stop here, or Next would put its own page, without our sentence, in the place of ours.
 * Not below a Suspense boundary: there Next has already answered 200.
 */
export class StatusCode extends Component<{ children: ReactNode }, { caught: boolean }> {
  override state = { caught: false };

  static getDerivedStateFromError() {
    return { caught: true };
  }

  override render() {
    return this.state.caught ? null : this.props.children;
  }
}
