// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.renderer;

import java.util.EnumSet;
import java.util.Set;

import org.chatdock.api.message.Message;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.ui.api.MessageBody;
import org.chatdock.ui.api.MessageRenderer;
import org.chatdock.ui.api.RenderContext;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;

/** Shows orders as it should be done, but for one flaw if that is asked for. */
final class OrderRenderer implements MessageRenderer {
    private static int instances;

    private final Set<Flaw> flaws;
    private final int instance = instances++;
    private int asked;

    /** @param flaw null: none */
    OrderRenderer(Flaw flaw) {
        flaws = flaw == null ? EnumSet.noneOf(Flaw.class) : EnumSet.of(flaw);
    }

    private boolean has(Flaw flaw) {
        return flaws.contains(flaw);
    }

    @Override
    public int score(StoredMessage stored) {
        boolean mine = OrderContract.TYPE.equals(stored.message().type());
        if (has(Flaw.SCORE_THROWS)) {
            mine &= stored.message().type().charAt(0) == 'o';
        }
        int score = has(Flaw.LOW_SCORE) ? 10
                : has(Flaw.SCORE_CHANGES) ? 20 + asked++ : has(Flaw.SCORE_OF_ITS_OWN) ? 20 + instance : 20;
        return mine || has(Flaw.WANTS_EVERYTHING) ? score : 0;
    }

    @Override
    public MessageBody create(Composite parent, RenderContext context) {
        if (has(Flaw.LAYOUT_OF_PARENT)) {
            parent.setLayout(new FillLayout());
        }
        MessageBody body = new OrderBody(parent, context, flaws);
        if (has(Flaw.TWO_CHILDREN)) {
            new Label(parent, SWT.NONE).setBackground(context.background());
        }
        if (has(Flaw.LEAVES_A_WINDOW)) {
            Shell tip = new Shell(parent.getShell(), SWT.TOOL);
            tip.setVisible(false);
        }
        return body;
    }

    @Override
    public String accessibleText(Message message) {
        if (has(Flaw.SAYS_NOTHING)) {
            return message.content();
        }
        if (has(Flaw.SAYING_THROWS)) {
            return "Order " + message.type().charAt(0);
        }
        String content = message.content();
        return "Order " + (has(Flaw.SAYS_EVERYTHING) ? content : content.substring(0, Math.min(200, content.length())));
    }

    @Override
    public String plainText(Message message) {
        if (has(Flaw.COPYING_THROWS)) {
            return message.content().substring(0, 1);
        }
        return has(Flaw.COPIES_NULL) && message.extra().isEmpty() ? null : message.content();
    }
}
