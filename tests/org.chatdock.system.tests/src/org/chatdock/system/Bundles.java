// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/** What a host does to bundles. */
final class Bundles {
    private Bundles() {
    }

    /** Wires them anew, and those that use them; those that were active are active again when this returns. */
    static void refresh(BundleContext context, Bundle... bundles) throws InterruptedException {
        CountDownLatch refreshed = new CountDownLatch(1);
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class)
                .refreshBundles(List.of(bundles), event -> refreshed.countDown());
        assertTrue(refreshed.await(House.PATIENCE.toMillis(), TimeUnit.MILLISECONDS), "not refreshed");
    }
}
