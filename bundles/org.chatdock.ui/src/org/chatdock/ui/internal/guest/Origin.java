// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.guest;

import java.util.Comparator;

import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * Where a contribution is from, and its place among the others.
 *
 * @param bundle the symbolic name of its bundle; empty for what the views bring themselves
 * @param ranking its service ranking, the highest first
 * @param id its service id, the lowest first
 */
public record Origin(String bundle, int ranking, long id) {
    static final Comparator<Origin> ORDER = Comparator.comparingInt(Origin::ranking).reversed()
            .thenComparingLong(Origin::id);

    public static Origin of(ServiceReference<?> reference) {
        // Null once the service has gone, which may be while it is being bound.
        Bundle bundle = reference.getBundle();
        return new Origin(bundle == null ? "?" : bundle.getSymbolicName(),
                reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0,
                (Long) reference.getProperty(Constants.SERVICE_ID));
    }

    /** What the views bring comes after every stranger of the same ranking. */
    static Origin own(int index) {
        return new Origin("", 0, Long.MAX_VALUE - 1_000 + index);
    }

    boolean own() {
        return bundle.isEmpty();
    }
}
