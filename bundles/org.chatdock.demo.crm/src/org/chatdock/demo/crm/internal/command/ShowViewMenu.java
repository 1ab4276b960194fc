// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal.command;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

import org.eclipse.jface.action.IContributionItem;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.actions.CompoundContributionItem;
import org.eclipse.ui.menus.CommandContributionItem;
import org.eclipse.ui.menus.CommandContributionItemParameter;
import org.eclipse.ui.menus.IWorkbenchContribution;
import org.eclipse.ui.services.IServiceLocator;
import org.eclipse.ui.views.IViewDescriptor;
import org.eclipse.ui.views.IViewRegistry;

/** The views that the perspective offers, those of add-ons too. */
public final class ShowViewMenu extends CompoundContributionItem implements IWorkbenchContribution {
    private IServiceLocator services;

    @Override
    public void initialize(IServiceLocator locator) {
        services = locator;
    }

    @Override
    protected IContributionItem[] getContributionItems() {
        IWorkbenchWindow window = services.getService(IWorkbenchWindow.class);
        IWorkbenchPage page = window.getActivePage();
        if (page == null) {
            return new IContributionItem[0];
        }
        IViewRegistry views = window.getWorkbench().getViewRegistry();
        return Arrays.stream(page.getShowViewShortcuts()).map(views::find).filter(Objects::nonNull).map(this::item)
                .toArray(IContributionItem[]::new);
    }

    private IContributionItem item(IViewDescriptor view) {
        CommandContributionItemParameter item = new CommandContributionItemParameter(services, view.getId(),
                IWorkbenchCommandConstants.VIEWS_SHOW_VIEW, CommandContributionItem.STYLE_PUSH);
        item.parameters = Map.of(IWorkbenchCommandConstants.VIEWS_SHOW_VIEW_PARM_ID, view.getId());
        item.label = view.getLabel();
        item.icon = view.getImageDescriptor();
        return new CommandContributionItem(item);
    }
}
