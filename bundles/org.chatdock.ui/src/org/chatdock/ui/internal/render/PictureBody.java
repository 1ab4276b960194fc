// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.render;

import org.chatdock.api.message.Message;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.ui.api.MessageBody;
import org.chatdock.ui.api.RenderContext;
import org.chatdock.ui.internal.model.Messages;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

/** A picture, small; a click opens it outside. Has a size before it is there, so that little moves when it comes. */
final class PictureBody implements MessageBody {
    private static final int PLACE_WIDTH = 180;
    private static final int PLACE_HEIGHT = 120;

    private final Sized canvas;
    private final RenderContext context;
    private final PictureLoader loader;
    private Image image;
    private Point size;
    private String words = "";
    private String address = "";
    /** Tells the result for this binding from results for earlier ones. */
    private int binding;

    PictureBody(Composite parent, RenderContext context, PictureLoader loader) {
        this.context = context;
        this.loader = loader;
        canvas = new Sized(parent);
        canvas.setBackground(context.background());
        canvas.addListener(SWT.Paint, event -> paint(event.gc));
        canvas.addListener(SWT.MouseUp, event -> {
            if (event.button == 1 && canvas.getClientArea().contains(event.x, event.y)) {
                context.open(address);
            }
        });
        canvas.addListener(SWT.Dispose, event -> disposeImage());
        canvas.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = words.isEmpty() ? Messages.Picture_name : words;
            }
        });
    }

    @Override
    public Control control() {
        return canvas;
    }

    @Override
    public void bind(StoredMessage stored) {
        address = address(stored.message());
        int mine = ++binding;
        boolean fetchable = address.startsWith("http://") || address.startsWith("https://");
        ImageData known = fetchable ? loader.known(address) : null;
        if (known != null) {
            show(known);
        } else if (fetchable) {
            say(Messages.Picture_loading);
            String wanted = address;
            context.workers().execute(() -> {
                PictureLoader.Picture picture = loader.load(wanted);
                context.onUi(() -> {
                    if (mine == binding) {
                        take(picture);
                    }
                });
            });
        } else {
            say(Messages.Picture_unavailable);
        }
        canvas.setCursor(fetchable ? canvas.getDisplay().getSystemCursor(SWT.CURSOR_HAND) : null);
        canvas.setToolTipText(fetchable ? Messages.Picture_open : null);
    }

    @Override
    public void unbind() {
        binding++;
        address = "";
        disposeImage();
    }

    private static String address(Message message) {
        String picture = message.attachment().pictureUrl();
        return picture.isEmpty() ? message.attachment().fileUrl() : picture;
    }

    private void take(PictureLoader.Picture picture) {
        if (picture.small() == null) {
            say(picture.problem());
        } else {
            show(picture.small());
        }
        context.sizeChanged();
    }

    private void say(String text) {
        words = text;
        size = new Point(PLACE_WIDTH, PLACE_HEIGHT);
        canvas.redraw();
    }

    private void show(ImageData data) {
        disposeImage();
        words = "";
        double scale = Math.min(1, Math.min((double) PictureLoader.WIDTH / data.width,
                (double) PictureLoader.HEIGHT / data.height));
        size = new Point(Math.max(24, (int) (data.width * scale)), Math.max(24, (int) (data.height * scale)));
        image = new Image(canvas.getDisplay(), data);
        canvas.redraw();
    }

    private void paint(GC gc) {
        Rectangle area = canvas.getClientArea();
        if (image != null) {
            Rectangle bounds = image.getBounds();
            gc.setInterpolation(SWT.HIGH);
            gc.setAntialias(SWT.ON);
            gc.drawImage(image, 0, 0, bounds.width, bounds.height, 0, 0, area.width, area.height);
            return;
        }
        gc.setAntialias(SWT.ON);
        gc.setForeground(context.secondary());
        paintFrame(gc, area.width / 2 - 18, area.height / 2 - 30);
        gc.setFont(context.font());
        int top = area.height / 2 + 6;
        for (String line : Wrap.lines(gc, words, area.width - 8)) {
            Point extent = gc.textExtent(line);
            gc.drawText(line, (area.width - extent.x) / 2, top, SWT.DRAW_TRANSPARENT);
            top += extent.y;
        }
    }

    /** A landscape in a frame, the sign for a picture. */
    private static void paintFrame(GC gc, int x, int y) {
        gc.setLineWidth(2);
        gc.drawRoundRectangle(x, y, 36, 28, 6, 6);
        gc.drawOval(x + 8, y + 6, 5, 5);
        gc.drawPolyline(new int[] { x + 4, y + 24, x + 14, y + 14, x + 20, y + 20, x + 26, y + 12, x + 33, y + 22 });
    }

    private void disposeImage() {
        if (image != null) {
            image.dispose();
            image = null;
        }
    }

    /** A canvas with a size of its own. */
    private final class Sized extends Canvas {
        Sized(Composite parent) {
            super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_FOCUS);
        }

        @Override
        public Point computeSize(int wHint, int hHint, boolean changed) {
            if (wHint == SWT.DEFAULT || wHint >= size.x) {
                return new Point(size.x, size.y);
            }
            return new Point(wHint, Math.max(1, size.y * wHint / size.x));
        }
    }
}
