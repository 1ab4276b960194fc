// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal.editor;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.chatdock.demo.crm.internal.Images;
import org.chatdock.demo.crm.internal.Messages;
import org.chatdock.demo.crm.internal.Texts;
import org.chatdock.demo.crm.internal.model.Profile;
import org.eclipse.jface.action.LegacyActionTools;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.jface.resource.ResourceManager;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CLabel;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.ISharedImages;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.forms.widgets.FormToolkit;

/** The top of a customer's page: the name, who that is in a line, and what is wrong if anything is. */
final class CustomerHead {
    private final ResourceManager images;
    private final Label status;
    private final Label name;
    private final CLabel problem;
    private final Label standing;

    CustomerHead(Composite parent, FormToolkit toolkit, String customerId) {
        Composite head = toolkit.createComposite(parent);
        images = new LocalResourceManager(JFaceResources.getResources(), head);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(head);
        GridLayoutFactory.fillDefaults().numColumns(3).spacing(6, 8).applyTo(head);
        status = toolkit.createLabel(head, "");
        name = toolkit.createLabel(head, "");
        name.setFont(JFaceResources.getHeaderFont());
        problem = new CLabel(head, SWT.RIGHT);
        toolkit.adapt(problem);
        GridDataFactory.fillDefaults().align(SWT.END, SWT.CENTER).grab(true, false).applyTo(problem);
        standing = toolkit.createLabel(head, "");
        GridDataFactory.fillDefaults().span(2, 1).applyTo(standing);
        Label number = toolkit.createLabel(head, NLS.bind(Messages.heading_id, customerId));
        GridDataFactory.fillDefaults().align(SWT.END, SWT.CENTER).applyTo(number);
    }

    void show(Profile profile) {
        status.setImage(images.get(Images.of(profile.status())));
        name.setText(literal(CustomerForm.titleOf(profile)));
        standing.setText(literal(Stream.of(profile.company(), profile.city(), Texts.of(profile.status()))
                .filter(part -> !part.isBlank()).collect(Collectors.joining("  \u00b7  "))));
        standing.requestLayout();
    }

    /** Null takes the problem away. */
    void showProblem(String text) {
        problem.setText(text == null ? "" : literal(text));
        problem.setImage(text == null ? null
                : PlatformUI.getWorkbench().getSharedImages().getImage(ISharedImages.IMG_OBJS_ERROR_TSK));
        problem.requestLayout();
    }

    /** A label takes the ampersand of a company's name for a mnemonic. */
    private static String literal(String text) {
        return LegacyActionTools.escapeMnemonics(text);
    }
}
