// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.benchmarks;

import org.chatdock.connection.internal.jetty.ForwardingEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;

/** Passes everything on, and tells when Jetty is about to wait for more input. */
final class DryEndPoint extends ForwardingEndPoint {
    private final Runnable dry;

    DryEndPoint(EndPoint inner, Runnable dry) {
        super(inner);
        this.dry = dry;
    }

    @Override
    public void fillInterested(Callback callback) {
        dry.run();
        super.fillInterested(callback);
    }
}
