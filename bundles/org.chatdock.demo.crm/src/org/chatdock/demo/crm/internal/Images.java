// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal;

import org.chatdock.demo.crm.internal.model.CustomerStatus;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.ResourceLocator;

/** The CRM's own pictures; each has a twin of twice the size beside it, which JFace finds. */
public final class Images {
    private Images() {
    }

    public static ImageDescriptor customer() {
        return named("customer");
    }

    public static ImageDescriptor of(CustomerStatus status) {
        return named(switch (status) {
            case VIP -> "status_vip";
            case ACTIVE -> "status_active";
            case LEAD -> "status_lead";
            case DORMANT -> "status_dormant";
        });
    }

    private static ImageDescriptor named(String name) {
        return ResourceLocator.imageDescriptorFromBundle(Images.class, "icons/" + name + ".png")
                .orElseGet(ImageDescriptor::getMissingImageDescriptor);
    }
}
