// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.renderer;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.chatdock.api.message.Message;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.ui.api.MessageBody;
import org.chatdock.ui.api.RenderContext;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;

/** An order: its number, what is ordered, a picture that comes later, and a button. */
final class OrderBody implements MessageBody {
    private final RenderContext context;
    private final Set<Flaw> flaws;
    private final Composite box;
    private final Label title;
    private final Label content;
    private final Label picture;
    private Image image;
    private int binding;

    OrderBody(Composite parent, RenderContext context, Set<Flaw> flaws) {
        this.context = context;
        this.flaws = flaws;
        box = has(Flaw.TOO_WIDE) ? new Wide(parent) : new Composite(parent, SWT.NONE);
        box.setLayout(new GridLayout());
        if (!has(Flaw.NO_BACKGROUND_OF_BOX)) {
            box.setBackground(context.background());
        }
        title = label(box, SWT.WRAP);
        content = label(box, has(Flaw.NO_WRAPPING) ? SWT.NONE : SWT.WRAP);
        if (has(Flaw.NO_WRAPPING)) {
            content.setLayoutData(new GridData(SWT.BEGINNING, SWT.BEGINNING, false, false));
        }
        if (has(Flaw.FIXED_HEIGHT)) {
            ((GridData) content.getLayoutData()).heightHint = content.computeSize(SWT.DEFAULT, SWT.DEFAULT).y / 2;
        }
        picture = label(box, SWT.NONE);
        picture.setLayoutData(new GridData(24, 24));
        Button copy = new Button(box, SWT.PUSH);
        if (!has(Flaw.NAMELESS_BUTTON)) {
            copy.getAccessible().addAccessibleListener(new AccessibleAdapter() {
                @Override
                public void getName(AccessibleEvent event) {
                    event.result = "Copy";
                }
            });
        }
        copy.addListener(SWT.Selection, event -> context.copy(title.getText()));
        for (int i = 0; has(Flaw.MANY_CONTROLS) && i < 8; i++) {
            label(box, SWT.NONE);
        }
        box.addListener(SWT.Dispose, event -> forgetImage());
    }

    private boolean has(Flaw flaw) {
        return flaws.contains(flaw);
    }

    private Label label(Composite parent, int style) {
        Label label = new Label(parent, style);
        label.setLayoutData(new GridData(SWT.FILL, SWT.BEGINNING, true, false));
        if (!has(Flaw.FONT_OF_ITS_OWN)) {
            label.setFont(context.font());
        }
        if (!has(Flaw.NO_BACKGROUND)) {
            label.setBackground(context.background());
        }
        label.setForeground(has(Flaw.BLACK) ? new Color(0, 0, 0) : context.foreground());
        return label;
    }

    @Override
    public Control control() {
        return box;
    }

    @Override
    public void bind(StoredMessage stored) {
        Message message = stored.message();
        boolean order = message.extra().containsKey(OrderContract.NUMBER);
        if (has(Flaw.THROWS_FOR_UNKNOWN_FIELDS) && order && message.extra().containsKey("zooNull")) {
            throw new IllegalStateException("unknown field");
        }
        if (has(Flaw.THROWS_FOR_MISSING_FIELDS) && order && message.extra().size() == 1
                && message.content().isEmpty()) {
            throw new IllegalStateException("neither content nor amount");
        }
        Object number = message.extra().get(OrderContract.NUMBER);
        if (has(Flaw.LOOKS_ALWAYS_THE_SAME)) {
            title.setText("Order");
            content.setText("of something");
            return;
        }
        title.setText("Order " + (has(Flaw.THROWS_FOR_ODD_VALUES) ? (String) number : number));
        if (!has(Flaw.KEEPS_THE_FIRST) || !message.content().isEmpty()) {
            String shown = message.content().substring(0, Math.min(300, message.content().length()));
            content.setText(has(Flaw.TOO_HIGH) ? shown.replace(" ", "\n".repeat(100)) : shown);
        }
        if (has(Flaw.TOO_SLOW) && message.content().length() > 1_000_000) {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2_100);
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
        }
        binding++;
        fetch(message);
    }

    /** The picture takes a while. Orders without an amount have none. */
    private void fetch(Message message) {
        if (!(message.extra().get("amount") instanceof Integer amount)) {
            return;
        }
        int mine = binding;
        context.workers().execute(() -> {
            if (has(Flaw.SHOWS_LATE_TASKS) && mine != binding) {
                return;
            }
            Color colour = new Color(amount * 37 % 256, 0, 0);
            int asked = has(Flaw.SHOWS_LATE_WORK) ? binding : mine;
            context.onUi(() -> {
                if (asked == binding || has(Flaw.SHOWS_LATE_TASKS) && !box.isDisposed()) {
                    show(colour);
                }
            });
        });
    }

    private void show(Color colour) {
        if (has(Flaw.SHOWS_LATE_WORK) && box.isDisposed()) {
            return;
        }
        forgetImage();
        image = new Image(box.getDisplay(), 20, 20);
        GC gc = new GC(image);
        gc.setBackground(colour);
        gc.fillRectangle(0, 0, 20, 20);
        gc.dispose();
        picture.setImage(image);
        context.sizeChanged();
    }

    private void forgetImage() {
        if (image != null && !has(Flaw.LEAVES_AN_IMAGE)) {
            image.dispose();
        }
        image = null;
    }

    @Override
    public void unbind() {
        if (!has(Flaw.TOUCHES_THE_DISPOSED)) {
            binding++;
        }
        if (!has(Flaw.KEEPS_THE_FIRST_PICTURE)) {
            picture.setImage(null);
            forgetImage();
        }
    }

    /** Knows better how wide it should be. */
    private static final class Wide extends Composite {
        Wide(Composite parent) {
            super(parent, SWT.NONE);
        }

        @Override
        public Point computeSize(int wHint, int hHint, boolean changed) {
            Point size = super.computeSize(wHint, hHint, changed);
            return new Point(Math.max(170, size.x), size.y);
        }
    }
}
