// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal.app;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.osgi.service.prefs.BackingStoreException;
import org.osgi.service.prefs.Preferences;

/**
 * The views that other plug-ins add to our perspective. The workbench adds them when a perspective is first opened and
 * not to a layout that it restores, so an add-on would stay unseen after its installation, and leave an empty frame
 * behind when it goes. So the layout is made anew when the views are no longer those of the last start.
 */
final class ContributedViews {
    private static final String NODE = "org.chatdock.demo.crm";
    private static final String KEY = "contributedViews";

    void layOutAnewIfChanged(IWorkbench workbench) {
        Preferences memory = InstanceScope.INSTANCE.getNode(NODE);
        String before = memory.get(KEY, null);
        String now = contributed();
        if (now.equals(before)) {
            return;
        }
        memory.put(KEY, now);
        flush(memory);
        if (before != null) {
            for (IWorkbenchWindow window : workbench.getWorkbenchWindows()) {
                Stream.ofNullable(window.getActivePage()).forEach(IWorkbenchPage::resetPerspective);
            }
        }
    }

    private static String contributed() {
        Set<String> ours = Set.of("*", CrmPerspective.ID);
        return Stream
                .of(Platform.getExtensionRegistry()
                        .getConfigurationElementsFor("org.eclipse.ui.perspectiveExtensions"))
                .filter(extension -> ours.contains(String.valueOf(extension.getAttribute("targetID"))))
                .flatMap(extension -> Stream.of(extension.getChildren("view")))
                .map(ContributedViews::id).sorted().distinct().collect(Collectors.joining(","));
    }

    private static String id(IConfigurationElement view) {
        return view.getContributor().getName() + '/' + view.getAttribute("id");
    }

    private static void flush(Preferences memory) {
        try {
            memory.flush();
        } catch (BackingStoreException e) {
            Platform.getLog(ContributedViews.class).warn("The layout will be made anew at the next start", e);
        }
    }
}
